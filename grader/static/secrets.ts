// Live secrets in texts: known forms, and literal values given to secret names. Rules of our own instead of a scanner: gitleaks
// and its like are programs of 10 MB and more, with rules for hundreds of services that no candidate uses, and none of them
// knows this lab's placeholders.
import type { StaticFacts } from "../observations/static.ts";
import { lineAt, type TextFile } from "./text-file.ts";

type Secret = StaticFacts["secrets"][number];

/** Whatever their value looks like. */
const FORMS: readonly (readonly [string, RegExp])[] = [
  ["private-key", /-----BEGIN (?:RSA |EC |OPENSSH |DSA |PGP )?PRIVATE KEY/gu],
  ["aws-key", /\bAKIA[0-9A-Z]{16}\b/gu],
  ["github-token", /\bgh[pousr]_[A-Za-z0-9]{36}\b/gu],
  ["gitlab-token", /\bglpat-[\w-]{20}\b/gu],
  ["slack-token", /\bxox[baprs]-[\w-]{10,80}/gu],
  ["api-key", /\bsk-[A-Za-z0-9_-]{24,200}/gu],
  ["jwt", /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,2000}\.[\w-]{20,2000}/gu],
];
const ASSIGNED =
  /(?<![\w.-])(?:[\w.-]{0,60}[_.-])?(?:passwo?r?d|passwd|pwd|secret|api_?key|secret_?key|access_?key|token|mot_?de_?passe)\d{0,2}["']?[ \t]{0,8}[:=][ \t]{0,8}(["']?)([^\s"'#,;)}\]]{6,200})\1/giu;
const IN_ADDRESS = /:\/\/[^\s:@/"']{1,60}:([^\s:@/"']{4,200})@/gu;
const DEFAULTED =
  /(?:getenv|environ\.get)\(\s{0,4}["'][^"']{0,60}(?:PASSWORD|SECRET|TOKEN|KEY)[^"']{0,20}["']\s{0,4},\s{0,4}["']([^"']{4,200})["']/gu;

/** A value that is taken from elsewhere, or has a hole in it. */
const REFERENCE =
  /\$\{|\$\(|^\$\w|%\(|^%\w+%$|^<[^<>]*>$|\{[\w.()[\] ]*\}|^\/|^https?:|^(?:process|os|self|args|config|settings|env)\./iu;
/** The name of a variable: POSTGRES_PASSWORD. */
const NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/u;
const SECRET_WORD = /PASS|PWD|SECRET|TOKEN|KEY/u;
// A placeholder is made of such words alone: a password that merely contains one of them is a password.
const SAYS_SO = new Set(
  "change changeme changez changer replace replaceme remplacer remplacez example exemple placeholder dummy fake your votre todo sample none null undefined true false optional required".split(
    " ",
  ),
);
const MAY_STAND_BESIDE = new Set(
  "me moi this it here ici ca my mon ma a an the un une le la password passwd mot de passe pass secret token key api value valeur in production by par with par test string".split(
    " ",
  ),
);

const NO_LIVE_FILE =
  /(?:^|\/)(?:[^/]*\.(?:example|exemple|sample|template|dist)|example\.env|default\.env|tests?\/|__tests__\/|test_[^/]*$|[^/]*[._]test\.[^/]*$|conftest\.py$|[^/]*\.lock$|[^/]*lock\.(?:json|yaml)$)/iu;
const CODE = /\.(?:py|ts|tsx|js|jsx|mjs|cjs|ipynb|r|scala|java|go|sql)$/iu;
const PROSE = /\.(?:md|markdown|txt|rst|html?|qmd|rmd)$/iu;
/** Of one file: it is found guilty by the first. */
const MOST = 20;

/** @param commit where the text was, when it is not in the newest state */
export function findSecrets({ path, text }: TextFile, commit: string | null = null): Secret[] {
  if (NO_LIVE_FILE.test(path)) return [];
  const found: Secret[] = [];
  const search = (
    rule: string,
    form: RegExp,
    group: number,
    isLive: (match: RegExpMatchArray) => boolean,
  ) => {
    for (const match of text.matchAll(form)) {
      if (found.length >= MOST) return;
      const value = match[group] ?? "";
      if (isLive(match)) {
        found.push({ rule, shown: shorten(value), commit, file: path, line: lineAt(text, match.index) });
      }
    }
  };
  for (const [rule, form] of FORMS) search(rule, form, 0, () => true);
  search("literal-secret", ASSIGNED, 2, ([, quote = "", value = ""]) => {
    // In code, a word without quotes is a name; in prose, it is a word unless it has digits among its letters.
    if (quote === "" && CODE.test(path)) return false;
    if (quote === "" && PROSE.test(path) && !(/\d/u.test(value) && /[a-z]/iu.test(value))) return false;
    return !isPlaceholder(value);
  });
  search("secret-in-address", IN_ADDRESS, 1, ([, value = ""]) => !isPlaceholder(value));
  search("working-default", DEFAULTED, 1, ([, value = ""]) => !isPlaceholder(value));
  return found;
}

export function isPlaceholder(value: string): boolean {
  if (REFERENCE.test(value) || new Set(value).size < 3) return true;
  if (NAME.test(value) && SECRET_WORD.test(value)) return true;
  const words = value
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  return (
    words.some((word) => SAYS_SO.has(word) || /^x{3,}$/u.test(word)) &&
    words.every((word) => SAYS_SO.has(word) || MAY_STAND_BESIDE.has(word) || /^x{3,}$/u.test(word))
  );
}

/** Enough to be found by its owner, too little to be used. */
const shorten = (value: string): string => `${value.slice(0, 3)}… (${value.length})`;
