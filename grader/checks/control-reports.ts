// What a run of the submission's controls says of a damage: named, missed, or drowned in alarms about what is sound.
import { VIEWS } from "@atelier/contracts/views.ts";
import type { Evidence } from "../check.ts";
import type { Quality, QualityCase, QualityRun } from "../observations/quality.ts";
import { asIs, type Told } from "../told.ts";

type Control = QualityRun["controls"][number];

const nameOf = (subject: string) =>
  subject
    .trim()
    .toLowerCase()
    .replace(/^lab\./, "");

/** Ended by itself, with a report in the contract's form. */
export const isSound = (run: QualityRun): boolean =>
  run.problem === null && run.ended === "exited" && run.code !== null;

export const isQuiet = (run: QualityRun): boolean =>
  isSound(run) && run.code === 0 && run.controls.every(({ violations }) => violations === 0);

/** Silent wherever nothing is damaged: only then does it mean something that it speaks. */
export const isTrusted = ({ clean, clone }: Pick<Quality, "clean" | "clone">): boolean =>
  isQuiet(clean) && (clone === null || isQuiet(clone));

/** Says that views are wrong in which nothing has been changed. */
function isAlarm({ subjects, touched }: QualityCase, { subject, violations }: Control): boolean {
  const name = nameOf(subject);
  return violations > 0 && Object.hasOwn(VIEWS, name) && ![...subjects, ...touched].includes(name);
}

export function isNamed(one: QualityCase): boolean {
  const { run } = one;
  if (!run || !isSound(run) || run.code === 0) return false;
  const violated = run.controls.filter(({ violations }) => violations > 0);
  if (one.class === "freshness") return violated.some((control) => control.class === "freshness");
  // Stores behind their sources are incomplete, or stale: both are right.
  if (one.subjects.includes("sources")) {
    return violated.some((control) => control.class === "completeness" || control.class === "freshness");
  }
  const named = violated.filter((control) => control.class === one.class);
  const right = named.filter(({ subject }) => one.subjects.includes(nameOf(subject)));
  if (one.class === "availability") return right.length > 0 && right.length === named.length;
  return right.length > 0 && !violated.some((control) => isAlarm(one, control));
}

const LANGUAGE_OF_DONE = {
  fr: "a été injecté",
  en: "was injected",
} as const;

export function describeCase(one: QualityCase): Evidence {
  const { run, what } = one;
  const violated = run?.controls.filter(({ violations }) => violations > 0) ?? [];
  const said = violated.slice(0, 5).map(({ name, class: of, subject }) => `${of} ${subject} (${name})`);
  const subjects = one.subjects.join(", ");
  return {
    expected: {
      fr: `« ${what} » ${LANGUAGE_OF_DONE.fr} : classe ${one.class}${subjects && `, sujet ${subjects}`}, code de sortie 1`,
      en: `“${what}” ${LANGUAGE_OF_DONE.en}: class ${one.class}${subjects && `, subject ${subjects}`}, exit code 1`,
    },
    actual: saidOf(run, said),
    where: "OUTPUT_DIR/quality.json",
    example: what,
  };
}

function saidOf(run: QualityRun | null, said: readonly string[]): Told {
  if (!run) return { fr: "non exécuté", en: "not run" };
  if (run.ended !== "exited") return { fr: `arrêté (${run.ended})`, en: `ended (${run.ended})` };
  if (run.problem !== null) return asIs(run.problem);
  if (said.length === 0)
    return { fr: `aucune violation, code ${run.code}`, en: `no violation, code ${run.code}` };
  return asIs(`${said.join("; ")}; code ${run.code}`);
}

/** Evidence of a run in which nothing should be violated. */
export function describeQuiet(run: QualityRun, what: Told): Evidence {
  const violated = run.controls.filter(({ violations }) => violations > 0);
  const said = violated
    .slice(0, 5)
    .map(({ class: of, subject, violations }) => `${of} ${subject}: ${violations}`);
  return {
    expected: { fr: `${what.fr} : aucune violation, code 0`, en: `${what.en}: no violation, code 0` },
    actual: saidOf(run, said),
    where: "OUTPUT_DIR/quality.json",
    ...(said[0] !== undefined && { example: said[0] }),
  };
}
