// Each check on what was observed: its outcome, and where a check could not speak, at whose door that lies.
import type { Check, Finding, Seen } from "../check.ts";
import type { Absence, Observations, Part } from "../observations.ts";
import type { JudgedCheck } from "../sheet.ts";
import { asIs, type Told } from "../told.ts";
import { orderChecks } from "./order.ts";
import { showEvidence, type Hide } from "./shown.ts";

type Spoken = Pick<JudgedCheck, "outcome" | "share" | "evidence" | "because">;

/** In the order of the array. */
export function runChecks(
  checks: readonly Check[],
  observations: Observations,
  absences: readonly Absence[],
  hide?: Hide,
): JudgedCheck[] {
  const spoken = new Map<string, Spoken>();
  for (const check of orderChecks(checks)) {
    spoken.set(check.id, hindered(check, spoken) ?? speak(check, observations, absences, hide));
  }
  return checks.map((check) => ({
    id: check.id,
    item: check.item,
    level: check.level,
    observation: check.observation,
    weight: check.weight,
    title: check.title,
    why: check.why,
    hints: [...check.hints],
    section: check.section,
    ...(spoken.get(check.id) as Spoken),
  }));
}

/**
 * Where a check that it needs has failed or was skipped, it is skipped; where one has errored, so has this one. One that
 * people look at, or that does not apply, hinders nothing.
 */
function hindered(check: Check, spoken: ReadonlyMap<string, Spoken>): Spoken | undefined {
  const needed = check.needs.map((id) => ({ id, ...(spoken.get(id) as Spoken) }));
  const errored = needed.filter(({ outcome }) => outcome === "errored");
  const faulty = needed.filter(({ outcome }) => outcome === "failed" || outcome === "skipped");
  const hindering = faulty.length > 0 ? faulty : errored;
  if (hindering.length === 0) return undefined;
  const because = hindering.flatMap(({ id, because: deeper }) => (deeper.length > 0 ? deeper : [id]));
  return {
    outcome: faulty.length > 0 ? "skipped" : "errored",
    share: 0,
    evidence: [],
    because: [...new Set(because)],
  };
}

function speak(
  check: Check,
  observations: Observations,
  absences: readonly Absence[],
  hide: Hide | undefined,
): Spoken {
  const absent = check.reads.filter((part) => observations[part] === undefined);
  if (absent.length > 0) {
    const known = absences.filter(({ part }) => (absent as readonly string[]).includes(part));
    // Where both are at fault, ours comes first: nobody pays for what we could not see.
    const ours = absent.filter(
      (part) => !known.some((absence) => absence.part === part && absence.fault === "submission"),
    );
    return ours.length > 0
      ? erred(known.find(({ part }) => part === ours[0])?.reason ?? notObserved(ours[0] as string))
      : failed(known, hide);
  }
  let finding: Finding;
  try {
    finding = check.judge(observations as Seen<Part>);
  } catch (error) {
    return erred(asIs(error instanceof Error ? error.message : String(error)));
  }
  const { outcome, evidence } = finding;
  const counts = outcome === "passed" || outcome === "partial";
  return {
    outcome,
    share: counts ? Math.min(1, Math.max(0, finding.share)) : 0,
    evidence: showEvidence(evidence, hide),
    because: [],
  };
}

const failed = (absences: readonly Absence[], hide: Hide | undefined): Spoken => ({
  outcome: "failed",
  share: 0,
  evidence: showEvidence(
    absences.map(({ part, reason }) => ({ expected: OBSERVABLE, actual: reason, where: part })),
    hide,
  ),
  because: [],
});

const erred = (reason: Told): Spoken => ({
  outcome: "errored",
  share: 0,
  evidence: showEvidence([{ expected: OBSERVABLE, actual: reason, where: "grader" }]),
  because: [],
});

const OBSERVABLE: Told = {
  fr: "ce que le contrôle examine peut être observé",
  en: "what the check looks at can be observed",
};

const notObserved = (part: string): Told => ({
  fr: `« ${part} » n'a pas été observé.`,
  en: `"${part}" was not observed.`,
});
