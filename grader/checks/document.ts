// A page about each check, made of the check itself: it cannot say anything else than what is graded.
import type { Check, Finding } from "../check.ts";
import { EMPTY } from "../observations/empty.ts";
import { WORDS as REPORT_WORDS, label, type Language } from "../reports/words.ts";
import type { Told } from "../told.ts";

const LANGUAGES: readonly Language[] = ["fr", "en"];

const WORDS = {
  item: { fr: "Élément", en: "Item" },
  level: { fr: "Niveau", en: "Level" },
  socle: { fr: "socle : ce que le référentiel demande", en: "socle: what the référentiel itself demands" },
  excellence: { fr: "excellence : au-delà de la demande", en: "excellence: beyond the demand" },
  kind: { fr: "Nature de l'observation", en: "Kind of observation" },
  effect: { fr: "effet, constaté dans ce qui tourne", en: "effect, seen in what runs" },
  reaction: { fr: "réaction à ce que le correcteur provoque", en: "reaction to what the grader provokes" },
  form: { fr: "forme d'un fichier", en: "form of a file" },
  located: { fr: "passage situé, montré au jury", en: "passage located, shown to the jury" },
  weight: { fr: "Poids dans l'élément", en: "Weight within the item" },
  reads: { fr: "Ce qui est observé", en: "What is observed" },
  needs: { fr: "Suppose réussis", en: "Takes for granted" },
  section: { fr: "Dans le dossier", en: "In the brief" },
  why: { fr: "Pourquoi", en: "Why it matters" },
  hintFirst: { fr: "Où regarder", en: "Where to look" },
  hintSecond: { fr: "Que faire", en: "What to do" },
  evidence: {
    fr: "Ce que dit le contrôle devant une copie vide",
    en: "What the check says of an empty submission",
  },
  expected: REPORT_WORDS.expected,
  actual: REPORT_WORDS.actual,
} as const satisfies Record<string, Told>;

/** Of the page, in its folder. */
export const documentName = ({ id }: Check): string => `${id}.md`;

export function documentCheck(check: Check): string {
  return `${[`# ${check.id}`, ...LANGUAGES.map((language) => section(check, language))].join("\n\n")}\n`;
}

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

function section(check: Check, language: Language): string {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const fact = (key: keyof typeof WORDS, value: string): string => `- ${label(say(key), language)}${value}`;
  const example = check.judge(EMPTY);
  return [
    `## ${check.title[language]}`,
    check.why[language],
    [
      fact("item", check.item),
      fact("level", say(check.level)),
      fact("kind", say(check.observation)),
      fact("weight", String(check.weight)),
      fact("reads", code(check.reads)),
      ...(check.needs.length > 0 ? [fact("needs", code(check.needs))] : []),
      fact("section", `\`${check.section}\``),
      fact("hintFirst", check.hints[0][language]),
      fact("hintSecond", check.hints[1][language]),
    ].join("\n"),
    ...evidenceOf(example, language),
  ].join("\n\n");
}

function evidenceOf({ evidence }: Finding, language: Language): string[] {
  const [first] = evidence;
  if (!first) return [];
  const line = (key: "expected" | "actual"): string =>
    `${label(WORDS[key][language], language)}${first[key][language]}`.trimEnd();
  return [
    label(WORDS.evidence[language], language).trimEnd(),
    `\`\`\`text\n${line("expected")}\n${line("actual")}\n\`\`\``,
  ];
}
