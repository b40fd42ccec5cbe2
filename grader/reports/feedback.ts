// What a candidate reads: Markdown, what is to be put right first. What their submission has said stands in fences, where it
// is neither markup nor link.
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
  type Language,
} from "./words.ts";

export function renderFeedback(whole: Sheet, { language }: { readonly language: Language }): string {
  const sheet = sheetFor("candidate", whole);
  const { judged } = sheet;
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const blocks = [
    `# ${judged.exam.title[language]}`,
    SHEET_WORDS[sheet.state][language],
    `${say("submission")} \`${judged.submission.slice(0, 12)}\` · ${say("secret")} \`${judged.secret}\``,
    say("observedOn"),
    ...(judged.restarts.length > 0 ? [`${say("restarts")} \`${judged.restarts.join(", ")}\`.`] : []),
    `## ${say("competences")}`,
    table(
      [say("competence"), say("mark"), say("socle"), say("decision")],
      judged.competences.map(({ id, title, share, socle, decision }) => [
        `${id} ${title[language]}`,
        percent(share, language),
        percent(socle, language),
        tellDecision(decision, language),
      ]),
    ),
    `${label(`**${judged.block.title[language]}**`, language)}${tellDecision(judged.block.decision, language)}`,
    judged.block.rule[language],
    `## ${say("deliverables")}`,
    judged.deliverables
      .map(({ title, state }) => `- ${label(title[language], language)}${DELIVERABLE_WORDS[state][language]}`)
      .join("\n"),
    ...judged.items.map(
      (item) =>
        `## ${item.id} ${label(item.title[language], language)}${item.state === "graded" ? percent(item.share, language) : ITEM_WORDS[item.state][language]}\n\n${renderFeedbackOf(sheet, item, language)}`,
    ),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Of one item. */
export function renderFeedbackOf(whole: Sheet, item: JudgedItem, language: Language): string {
  const { judged } = sheetFor("candidate", whole);
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const name = (key: keyof typeof WORDS): string => label(WORDS[key][language], language);
  const checks = judged.checks.filter((check) => check.item === item.id);
  const passed = checks.filter(({ outcome }) => outcome === "passed");
  const { machine, jury } = item;
  const layers = [
    ...(machine.part > 0 ? [layer(say("machine"), machine)] : []),
    ...(jury.part > 0 ? [layer(say("jury"), jury)] : []),
  ];
  return [
    layers.join("\n"),
    ...(jury.mark?.comment === undefined
      ? []
      : [`${name("comment").trimEnd()}\n\n${fence(jury.mark.comment)}`]),
    ...checks.filter(({ outcome }) => outcome !== "passed").map((check) => checkBlock(check, language)),
    ...(passed.length > 0
      ? [`${name("allPassed").trimEnd()}\n\n${passed.map(({ title }) => `- ${title[language]}`).join("\n")}`]
      : []),
  ].join("\n\n");

  function layer(of: string, { part, share }: { part: number; share: number | null }): string {
    return `- ${label(`${of} (${percent(part, language)} ${say("partOfMark")})`, language)}${percent(share, language)}`;
  }
}

function checkBlock(check: JudgedCheck, language: Language): string {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const name = (key: keyof typeof WORDS): string => label(WORDS[key][language], language);
  const { outcome, because, evidence } = check;
  const mark = outcome === "partial" ? ` (${percent(check.share, language)})` : "";
  const isFault = outcome === "failed" || outcome === "partial";
  return [
    `### ${check.title[language]}`,
    `${OUTCOME_WORDS[outcome][language]}${mark} · \`${check.id}\`${check.level === "excellence" ? ` · ${say("excellence")}` : ""}`,
    ...(because.length > 0 ? [`${say("because")} ${because.map((id) => `\`${id}\``).join(", ")}`] : []),
    ...evidence.map(({ expected, actual, where, why, example }) =>
      fence(
        [
          `${name("expected")}${expected[language]}`,
          `${name("actual")}${actual[language]}`,
          `${name("where")}${where}`,
          ...(why ? [`${name("why")}${why[language]}`] : []),
          ...(example === undefined ? [] : [`${name("example")}${example}`]),
        ].join("\n"),
      ),
    ),
    ...(isFault
      ? [
          [
            `- ${name("why")}${check.why[language]}`,
            `- ${name("hintFirst")}${check.hints[0][language]}`,
            `- ${name("hintSecond")}${check.hints[1][language]}`,
            `- ${name("section")}\`${check.section}\``,
          ].join("\n"),
        ]
      : []),
  ].join("\n\n");
}

/** Longer than any run of backticks within: nothing in it can end it. */
function fence(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const mark = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${mark}text\n${text}\n${mark}`;
}

const tableLine = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableLine(head), tableLine(head.map(() => "---")), ...rows.map(tableLine)].join("\n");
}
