// A sheet in a terminal. Plain: whole words in one column, neither colours nor signs, for who listens to the screen.
import { styleText } from "node:util";
import type { Outcome } from "../check.ts";
import type { JudgedCheck, JudgedItem, Sheet } from "../sheet.ts";
import { sheetFor } from "./audience.ts";
import {
  DELIVERABLE_WORDS,
  ITEM_WORDS,
  label,
  OUTCOME_WORDS,
  percent,
  SHEET_WORDS,
  tellDecision,
  WORDS,
  type Audience,
  type Language,
} from "./words.ts";

export interface TerminalOptions {
  readonly language: Language;
  readonly plain: boolean;
  readonly audience: Audience;
  /** Default: unless plain. */
  readonly colour?: boolean;
}

type Style = Parameters<typeof styleText>[0];

const SIGNS: Readonly<Record<Outcome, readonly [string, Style]>> = {
  passed: ["✓", "green"],
  partial: ["◐", "yellow"],
  failed: ["✗", "red"],
  skipped: ["–", "dim"],
  errored: ["!", "magenta"],
  jury: ["?", "cyan"],
  "not-applicable": ["–", "dim"],
};

export function renderTerminal(whole: Sheet, options: TerminalOptions): string {
  const { language, plain, audience, colour = !plain } = options;
  const sheet = sheetFor(audience, whole);
  const { judged } = sheet;
  const paint = (style: Style, text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const name = (key: keyof typeof WORDS): string => label(WORDS[key][language], language);

  const lines = [
    paint("bold", `${judged.pack.title[language]} · ${judged.exam.title[language]}`),
    SHEET_WORDS[sheet.state][language],
    `${say("submission")} ${judged.submission.slice(0, 12)} · ${say("secret")} ${judged.secret} · ${say("grader")} ${judged.grader}`,
    ...(judged.restarts.length > 0 ? [`${say("restarts")} ${judged.restarts.join(", ")}.`] : []),
    ...(judged.copied.files > 0
      ? [`${name("copied")}${judged.copied.files} (${judged.copied.examples.map(oneLine).join(", ")})`]
      : []),
    "",
    ...judged.competences.map(({ id, title, share, socle, decision }) =>
      plain
        ? `${id}, ${title[language]}. ${say("mark")}: ${percent(share, language)}. ${say("socle")}: ${percent(socle, language)}. ${say("decision")}: ${tellDecision(decision, language)}.`
        : `${id.padEnd(4)} ${percent(share, language).padStart(16)}  ${tellDecision(decision, language)}  ${paint("dim", title[language])}`,
    ),
    `${label(judged.block.title[language], language)}${tellDecision(judged.block.decision, language)}`,
    "",
    name("deliverables").trimEnd(),
    ...judged.deliverables.map(
      ({ title, state, path }) =>
        `  ${label(title[language], language)}${DELIVERABLE_WORDS[state][language]}${path === undefined ? "" : ` (${oneLine(path)})`}`,
    ),
    ...judged.items.flatMap((item) => ["", ...itemLines(item)]),
    "",
  ];
  return lines.join("\n");

  function itemLines(item: JudgedItem): string[] {
    const { id, title, state, share, machine, jury } = item;
    const mark = state === "graded" ? percent(share, language) : ITEM_WORDS[state][language];
    return [
      label(paint("bold", `${id} ${title[language]}`), language) + mark,
      ...(machine.part > 0
        ? [
            `  ${label(`${say("machine")} (${percent(machine.part, language)})`, language)}${percent(machine.share, language)}`,
          ]
        : []),
      ...(jury.part > 0
        ? [
            `  ${label(`${say("jury")} (${percent(jury.part, language)})`, language)}${percent(jury.share, language)}`,
          ]
        : []),
      ...judged.checks.filter((check) => check.item === id).flatMap(checkLines),
    ];
  }

  function checkLines(check: JudgedCheck): string[] {
    const { id, title, outcome, share, level, because } = check;
    const [sign, style] = SIGNS[outcome];
    const words = OUTCOME_WORDS[outcome][language];
    const extra = level === "excellence" ? `, ${say("excellence")}` : "";
    const told = `${words}${outcome === "partial" ? ` (${percent(share, language)})` : ""}${extra}`;
    const head = plain
      ? `  ${label(`${title[language]} [${id}]`, language)}${told}`
      : `  ${paint(style, sign)} ${title[language]} ${paint("dim", `[${id}] ${told}`)}`;
    if (outcome === "passed") return [head];
    return [
      head,
      ...(because.length > 0 ? [`      ${name("because")}${because.join(", ")}`] : []),
      ...check.evidence.flatMap((one) => [
        `      ${name("expected")}${oneLine(one.expected[language])}`,
        `      ${name("actual")}${oneLine(one.actual[language])}`,
        `      ${name("where")}${oneLine(one.where)}`,
        ...(one.why ? [`      ${name("why")}${oneLine(one.why[language])}`] : []),
        ...(one.example === undefined ? [] : [`      ${name("example")}${oneLine(one.example)}`]),
        ...(one.truth ? [`      ${name("truth")}${one.truth.map(oneLine).join(", ")}`] : []),
      ]),
      ...(outcome === "failed" || outcome === "partial"
        ? [
            `      ${name("why")}${check.why[language]}`,
            `      ${name("hintFirst")}${check.hints[0][language]}`,
            `      ${name("hintSecond")}${check.hints[1][language]}`,
            `      ${name("section")}${check.section}`,
          ]
        : []),
    ];
  }
}

/** A stranger's line end must not look like a line of ours. */
const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, " ⏎ ").replaceAll("\t", " ");
