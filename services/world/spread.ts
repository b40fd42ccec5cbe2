// Gives defects (or any hidden role) to records: each record at most one, each class its quota, chosen by keyed draws.
import type { Draws } from "./draws.ts";

export interface Wanted<T, C> {
  readonly what: C;
  readonly count: number;
  /** Whether a record can carry it. */
  readonly fits?: (item: T) => boolean;
}

/** Goes through `wanted` in order; a class that finds too few fitting records gets what there is. */
export function spread<T, C>(draws: Draws, items: Iterable<T>, wanted: readonly Wanted<T, C>[]): Map<T, C> {
  const chosen = new Map<T, C>();
  const order = draws.shuffle(items);
  for (const { what, count, fits } of wanted) {
    let left = count;
    for (const item of order) {
      if (left === 0) break;
      if (chosen.has(item) || (fits && !fits(item))) continue;
      chosen.set(item, what);
      left--;
    }
  }
  return chosen;
}

/** A class's count: its quota at tick 0; at a tick (`least` 0), one now and then, as often on the whole. */
export const sometimes = (draws: Draws, total: number, perThousand: number, least: number): number =>
  least > 0 ? quota(total, perThousand, least) : draws.chance(Math.min(1000, total * perThousand)) ? 1 : 0;

/** At least `least`, else `perThousand` of `total`. */
export const quota = (total: number, perThousand: number, least: number): number =>
  Math.max(least, Math.round((total * perThousand) / 1000));
