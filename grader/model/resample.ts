// Confidence intervals by resampling, the same for the same sample: no draw is left to the machine.
import { prAuc } from "@atelier/world/evaluation/pr-auc.ts";

const RESAMPLES = 200;
const SEED = 0x2545f491;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 95 % intervals of the PR-AUC of `scores`, and of its lead over that of `others`, on the same resampled reviews. */
export function resamplePrAuc(
  scores: readonly number[],
  others: readonly number[],
  positive: readonly boolean[],
): { readonly own: Interval; readonly lead: Interval } {
  const draw = createDraws(SEED);
  const own: number[] = [];
  const lead: number[] = [];
  // Each class apart: a sample with no fraud in it has no area.
  const classes = [true, false].map((wanted) =>
    [...positive.keys()].filter((index) => positive[index] === wanted),
  );
  if (classes.some((one) => one.length === 0)) return { own: { low: 0, high: 0 }, lead: { low: 0, high: 0 } };
  for (let round = 0; round < RESAMPLES; round++) {
    const chosen = classes.flatMap((indexes) => indexes.map(() => indexes[draw(indexes.length)]!));
    const flags = chosen.map((index) => positive[index]!);
    const mine = prAuc(
      chosen.map((index) => scores[index]!),
      flags,
    );
    own.push(mine);
    lead.push(
      mine -
        prAuc(
          chosen.map((index) => others[index]!),
          flags,
        ),
    );
  }
  return { own: middle(own), lead: middle(lead) };
}

function middle(values: number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    low: sorted[Math.floor(sorted.length * 0.025)]!,
    high: sorted[Math.ceil(sorted.length * 0.975) - 1]!,
  };
}

/** mulberry32. */
function createDraws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
