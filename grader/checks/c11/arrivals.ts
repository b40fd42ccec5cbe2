// How much of what was added has come, over the rounds of an automation.
import type { Evidence } from "../../check.ts";
import type { Arrived, Round } from "../../observations/automation.ts";

/** The mean of the parts' shares: a part with few rows is a part. Nothing expected: nothing earned. */
export function arrivedShare(rounds: readonly Round[], forms: readonly Arrived["form"][]): number {
  const parts = rounds.flatMap((round) => round.parts.filter((part) => forms.includes(part.form)));
  const shares = parts.flatMap(({ expected, arrived }) => (expected === 0 ? [] : [arrived / expected]));
  return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

export function arrivalEvidence(rounds: readonly Round[], forms: readonly Arrived["form"][]): Evidence[] {
  return rounds.flatMap(({ tick, parts, allowedSeconds }) =>
    parts
      .filter(({ form, arrived, expected }) => forms.includes(form) && arrived < expected)
      .map(({ part, expected, arrived, example }) => ({
        expected: {
          fr: `${expected} changements du tour ${tick}, en ${Math.round(allowedSeconds)} s au plus`,
          en: `${expected} changes of tick ${tick}, within ${Math.round(allowedSeconds)} s`,
        },
        actual: { fr: `${arrived} arrivés`, en: `${arrived} arrived` },
        where: part,
        ...(example !== null && { example }),
      })),
  );
}
