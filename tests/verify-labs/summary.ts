// What a run has found, counted: how many faults were detected, how often nothing at all was taken for a fault.
import type { Hollow } from "@atelier/grader/judge/hollow.ts";

/** Of one variant, and what was wrong with how it was treated. */
export interface Treated {
  readonly id: string;
  readonly problems: readonly string[];
  /** Checks that gave less than of the right submission. */
  readonly lowered: readonly string[];
  readonly seconds: number;
}

export interface Findings {
  /** Checks that could speak. */
  readonly checks: readonly string[];
  readonly mutants: readonly Treated[];
  readonly neutral: readonly Treated[];
  /** Works that are none, or hardly. */
  readonly odd: readonly Treated[];
  readonly hollow: readonly Hollow[];
  /** Problems with the right submission itself. */
  readonly right: readonly string[];
}

export interface Rate {
  readonly count: number;
  readonly of: number;
  /** Null where there was nothing to be counted. */
  readonly share: number | null;
}

export interface Summary extends Omit<Findings, "checks"> {
  readonly ok: boolean;
  /** Mutants of which the items meant have paid, none besides, and the report tells. */
  readonly detection: Rate;
  /** Neutral variants of which a mark has moved. */
  readonly falseAlarms: Rate;
  /** Of each check, the mutants that lowered it. */
  readonly checks: readonly { readonly id: string; readonly mutants: readonly string[] }[];
}

const rate = (count: number, of: number): Rate => ({ count, of, share: of === 0 ? null : count / of });

const isRight = ({ problems }: Treated): boolean => problems.length === 0;

export function summarise({ checks, mutants, neutral, odd, hollow, right }: Findings): Summary {
  return {
    ok: [...mutants, ...neutral, ...odd].every(isRight) && hollow.length === 0 && right.length === 0,
    detection: rate(mutants.filter(isRight).length, mutants.length),
    falseAlarms: rate(neutral.filter((one) => !isRight(one)).length, neutral.length),
    checks: checks.map((id) => ({
      id,
      mutants: mutants.filter(({ lowered }) => lowered.includes(id)).map((one) => one.id),
    })),
    mutants,
    neutral,
    odd,
    hollow,
    right,
  };
}

export function describeSummary({ detection, falseAlarms, checks, odd, hollow, right }: Summary): string {
  const idle = checks.filter(({ mutants }) => mutants.length === 0).map(({ id }) => id);
  return [
    `detection: ${describeRate(detection)}`,
    `false alarms: ${describeRate(falseAlarms)}`,
    `odd submissions treated as they must be: ${odd.filter(isRight).length} of ${odd.length}`,
    `hollow checks: ${hollow.length}`,
    ...hollow.map(
      ({ check, emptied, outcome }) => `  ${check} says "${outcome}" without ${emptied.join(", ")}`,
    ),
    ...right.map((problem) => `right submission: ${problem}`),
    `checks that no mutant of this run has lowered: ${idle.length === 0 ? "none" : idle.join(", ")}`,
  ].join("\n");
}

const describeRate = ({ count, of, share }: Rate): string =>
  share === null ? "nothing to count" : `${count} of ${of} (${Math.round(share * 1000) / 10} %)`;
