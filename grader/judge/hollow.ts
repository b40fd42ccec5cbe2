// Nothing for nothing: with what it looks at replaced by emptiness, a check must not pass.
import type { Check, Seen } from "../check.ts";
import { EMPTY } from "../observations/empty.ts";
import type { Part } from "../observations.ts";

export interface Hollow {
  readonly check: string;
  /** The parts that were emptied. */
  readonly emptied: readonly Part[];
  /** What it said instead of "failed"; `threw` would cost a candidate the item, and us the blame. */
  readonly outcome: string;
}

/**
 * @param seen observations on which checks may pass: each part in turn is emptied, then all that a check reads
 * @returns checks that say anything but that the submission has failed, or that people must look
 */
export function findHollow(checks: readonly Check[], seen: Seen<Part>): readonly Hollow[] {
  return checks.flatMap((check) => {
    const trials: readonly (readonly Part[])[] = [...check.reads.map((part) => [part]), check.reads];
    return trials.flatMap((emptied): Hollow[] => {
      const outcome = outcomeOf(check, {
        ...seen,
        ...Object.fromEntries(emptied.map((part) => [part, EMPTY[part]])),
      });
      return outcome === "failed" || outcome === "jury" ? [] : [{ check: check.id, emptied, outcome }];
    });
  });
}

function outcomeOf(check: Check, seen: Seen<Part>): string {
  try {
    return check.judge(seen).outcome;
  } catch {
    return "threw";
  }
}
