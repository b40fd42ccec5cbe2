// How much of what was added has come, over the rounds of an automation.
import { findShare } from "../../bands.ts";
import type { Evidence, Finding } from "../../check.ts";
import type { Arrived, Automation, Round } from "../../observations/automation.ts";

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

/** What has come of these forms, and whether what brings it still runs. */
export function judgeArrival(
  { rounds, serving, lastWords }: Automation,
  forms: readonly Arrived["form"][],
): Finding {
  return findShare(arrivedShare(rounds, forms), [
    ...arrivalEvidence(rounds, forms),
    ...(serving
      ? []
      : [
          {
            expected: { fr: "`serve` reste en marche", en: "`serve` keeps running" },
            actual: { fr: `arrêté : ${lastWords}`, en: `stopped: ${lastWords}` },
            where: "serve",
          },
        ]),
  ]);
}
