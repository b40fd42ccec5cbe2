// An item's mark: the weighted share of its checks, and the jury's grid beside it.
import type { PackItem } from "../packs/pack.ts";
import type { JudgedCheck, JudgedItem, JuryMark } from "../sheet.ts";

const JURY_SCALE = 4;

/**
 * - A skipped check counts nothing where the fault is paid in another item, so that one fault costs once; within the item
 *   where the fault lies it counts as failed, so that doing less never earns more.
 * - Where nothing of the demand is left to be judged, the item follows what it needs: 0.
 * - Excellence is added to the demand's share, up to 1, and only where that is not 0.
 * - The weight of checks that can only be looked at goes to the jury.
 */
export function markItem(
  item: PackItem,
  all: readonly JudgedCheck[],
  isFaultOf: (id: string) => string | undefined,
  mark: JuryMark | undefined,
): JudgedItem {
  const checks = all.filter((check) => check.item === item.id && check.observation !== "located");
  const looked = checks.filter(({ outcome }) => outcome === "jury");
  const applicable = checks.filter(({ outcome }) => outcome !== "not-applicable");
  const machine = machineShares(item, applicable, isFaultOf);

  const toJury = weigh(applicable) === 0 ? 0 : weigh(looked) / weigh(applicable);
  const machinePart = applicable.length === 0 && checks.length > 0 ? 0 : round(item.machine * (1 - toJury));
  const juryPart = round(1 - machinePart);
  const doesNotApply = isNotApplicable(checks, mark);
  const juryShare = mark === undefined || mark.mark === "not-applicable" ? null : mark.mark / JURY_SCALE;

  const combine = (share: number | null): number | null =>
    (share === null && machinePart > 0) || (juryShare === null && juryPart > 0)
      ? null
      : round((share ?? 0) * machinePart + (juryShare ?? 0) * juryPart);
  // Where all that checks see is beyond the demand, the demand is what the jury looks at.
  const socle =
    machine.socle === null && machine.share !== null && juryPart > 0 ? juryShare : combine(machine.socle);
  return {
    id: item.id,
    title: item.title,
    reference: item.reference,
    state: doesNotApply
      ? "not-applicable"
      : machinePart > 0 && machine.share === null
        ? "ungraded"
        : juryPart > 0 && juryShare === null
          ? "awaits-jury"
          : "graded",
    weight: item.weight,
    share: doesNotApply ? null : combine(machine.share),
    socle: doesNotApply ? null : socle,
    machine: { part: machinePart, ...machine },
    jury: { part: juryPart, share: juryShare, ...(mark && { mark }), grid: item.grid, looksAt: item.looksAt },
  };
}

/** What a check says does not apply is the jury's to confirm. */
function isNotApplicable(checks: readonly JudgedCheck[], mark: JuryMark | undefined): boolean {
  return (
    mark?.mark === "not-applicable" &&
    checks.length > 0 &&
    checks.every(({ outcome }) => outcome === "not-applicable")
  );
}

interface Shares {
  readonly share: number | null;
  readonly socle: number | null;
}

function machineShares(
  item: PackItem,
  applicable: readonly JudgedCheck[],
  isFaultOf: (id: string) => string | undefined,
): Shares {
  const unknown = { share: null, socle: null };
  const judged = applicable.filter(({ outcome }) => outcome !== "jury");
  if (judged.length === 0 || judged.some(({ outcome }) => outcome === "errored")) return unknown;
  const counts = judged.filter(
    ({ outcome, because }) => outcome !== "skipped" || because.some((id) => isFaultOf(id) === item.id),
  );
  if (!judged.some(isSocle)) {
    return { share: weigh(counts) === 0 ? 0 : round(earn(counts) / weigh(counts)), socle: null };
  }
  const socleWeight = weigh(counts.filter(isSocle));
  const earned = earn(counts.filter(isSocle));
  if (socleWeight === 0 || earned === 0) return { share: 0, socle: 0 };
  return { share: round(Math.min(1, earn(counts) / socleWeight)), socle: round(earned / socleWeight) };
}

const isSocle = ({ level }: JudgedCheck): boolean => level === "socle";
const weigh = (checks: readonly JudgedCheck[]): number => checks.reduce((sum, { weight }) => sum + weight, 0);
const earn = (checks: readonly JudgedCheck[]): number =>
  checks.reduce((sum, { weight, share }) => sum + weight * share, 0);

/** Sums of decimal fractions are compared with thresholds: 0.6 is 0.6. */
export const round = (share: number): number => Math.round(share * 10_000) / 10_000;
