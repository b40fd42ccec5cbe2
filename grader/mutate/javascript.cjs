// Small faults in a candidate's JavaScript or TypeScript, one at a time. Runs in the sandbox. A request as JSON on standard input,
// an answer as JSON on standard output. Works on text: comments and strings are told apart by a scanner, no parser is needed.
"use strict";
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const SKIPPED = new Set(["node_modules", "dist", "build", "coverage", "migrations", "venv", "env"]);
const CODE = /\.(?:ts|mts|cts|js|mjs|cjs)$/;
const TEST = /(?:^|\/)(?:.*\.(?:test|spec)\.\w+|vitest\.config\.\w+|.*\.d\.ts)$/;
const MOST_FILES = 400;
const MOST_BYTES = 300_000;
const MOST_FAULTS = 4000;
const BACKUP = ".orig~";

/** Replacements of what stands alone in code. */
const FAULTS = [
  [/ === /g, " !== "],
  [/ !== /g, " === "],
  [/ < /g, " >= "],
  [/ >= /g, " < "],
  [/ <= /g, " > "],
  [/ && /g, " || "],
  [/ \|\| /g, " && "],
  [/ \?\? /g, " && "],
  [/\bcontinue;/g, ";"],
  [/\breturn (?!undefined\b|null;)[^;{}()=>\n]+;/g, "return undefined;"],
  [/(?<=[ ([])\d{1,6}(?=[;,)\] ])/g, (found) => String(Number(found) + 1)],
  [/\bif \((?=[^)]*\) )/g, "if (!"],
];

function* walk(folder) {
  for (const entry of fs
    .readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".") || SKIPPED.has(entry.name)) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(file);
    else if (entry.isFile()) yield file;
  }
}

const isUnder = (file, places) =>
  places.some((one) => file === path.normalize(one) || file.startsWith(path.normalize(one) + path.sep));

function sources(tests) {
  const found = [];
  for (const file of walk(".")) {
    if (!CODE.test(file) || TEST.test(file) || isUnder(file, tests)) continue;
    if (fs.statSync(file).size <= MOST_BYTES && found.length < MOST_FILES) found.push(file);
  }
  return found;
}

/** The text with comments and strings blanked, of the same length. */
function codeOf(text) {
  let out = "";
  let at = 0;
  const blank = (end) => {
    out += text.slice(at, end).replace(/[^\n]/g, "\u0001");
    at = end;
  };
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    if (two === "//") {
      const end = text.indexOf("\n", at);
      blank(end === -1 ? text.length : end);
    } else if (two === "/*") {
      const end = text.indexOf("*/", at + 2);
      blank(end === -1 ? text.length : end + 2);
    } else if ("\"'`".includes(text[at])) {
      let end = at + 1;
      while (end < text.length && text[end] !== text[at]) end += text[end] === "\\" ? 2 : 1;
      blank(Math.min(text.length, end + 1));
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}

function* faultsOf(file) {
  const text = fs.readFileSync(file, "utf8");
  const code = codeOf(text);
  for (const [pattern, replacement] of FAULTS) {
    for (const match of code.matchAll(pattern)) {
      // Types and imports do nothing when they run.
      const start = code.lastIndexOf("\n", match.index) + 1;
      const end = code.indexOf("\n", match.index);
      const line = code.slice(start, end === -1 ? code.length : end);
      if (/^\s*(?:import|export type|type|interface|export interface|declare)\b/.test(line)) continue;
      const put = typeof replacement === "string" ? replacement : replacement(match[0]);
      yield {
        file,
        line: code.slice(0, match.index).split("\n").length,
        what: `${text
          .slice(match.index, match.index + match[0].length)
          .trim()
          .slice(0, 40)} → ${put.trim()}`,
        start: match.index,
        end: match.index + match[0].length,
        text: put,
      };
    }
  }
}

const keyOf = (fault) =>
  createHash("sha256").update(`${fault.file} ${fault.line} ${fault.start} ${fault.what}`).digest("hex");

const sorted = (faults) =>
  faults
    .map((one) => [keyOf(one), one])
    .toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([, one]) => one);

function choose({ tests, most }) {
  let words = "";
  for (const file of walk(".")) {
    if (CODE.test(file) && (isUnder(file, tests) || TEST.test(file))) words += fs.readFileSync(file, "utf8");
  }
  const met = [];
  const others = [];
  for (const file of sources(tests)) {
    const name = path.basename(file).replace(CODE, "");
    for (const fault of faultsOf(file)) {
      if (met.length + others.length < MOST_FAULTS) (words.includes(name) ? met : others).push(fault);
    }
  }
  const rest = sorted(others).slice(0, met.length > 0 ? Math.floor(most / 4) : most);
  return [...sorted(met).slice(0, most - rest.length), ...rest];
}

function change(file, text) {
  const mode = fs.statSync(file).mode & 0o777;
  if (!fs.existsSync(file + BACKUP)) fs.linkSync(file, file + BACKUP);
  // A new file: the kept one is the old one, by another name.
  fs.writeFileSync(`${file}.new~`, text, { mode });
  fs.renameSync(`${file}.new~`, file);
}

function answer(request) {
  if (request.action === "list") return choose(request);
  if (request.action === "apply") {
    const { file, start, end, text } = request.fault;
    const old = fs.readFileSync(file, "utf8");
    change(file, old.slice(0, start) + text + old.slice(end));
    return "done";
  }
  if (request.action === "comment") {
    const files = sources(request.tests);
    for (const file of files) change(file, `${fs.readFileSync(file, "utf8")}\n// The end of this file.\n\n`);
    return files;
  }
  const restored = [];
  for (const file of walk(".")) {
    if (!file.endsWith(BACKUP)) continue;
    fs.renameSync(file, file.slice(0, -BACKUP.length));
    restored.push(file);
  }
  return restored;
}

const request = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(answer(request)));
