// Surnames that nobody bears, each of one canary of the world: finding one anywhere is a leak, never a coincidence.
import { CANARY_ENDS, CANARY_MIDDLES, CANARY_STARTS } from "./data/names.ts";
import type { DrawsOf } from "./draws.ts";
import type { Layout } from "./layout.ts";

const COMBINATIONS = CANARY_STARTS.length * CANARY_MIDDLES.length * CANARY_ENDS.length;

/** Numbers that a block may use: persons first, sellers' contacts after. */
export const canariesPerBlock = (layout: Layout): number =>
  Math.max(5, Math.ceil(layout.largest.persons / 100)) + layout.largest.sellers;

export const contactCanary = (layout: Layout, block: number, seller: number): number =>
  (block + 1) * canariesPerBlock(layout) - 1 - seller;

/** The surname of the world's canary `number`; beyond the combinations it gets a second part. */
export function canaryName(drawsOf: DrawsOf, number: number): string {
  const draws = drawsOf("canary");
  // A permutation of the combinations: 13 and 2 are the only primes of their number.
  const factor = draws.below(300) * 26 + draws.pick([3, 5, 7, 11]);
  const turn = Math.floor(number / COMBINATIONS);
  const name = compose((number * factor + draws.below(COMBINATIONS)) % COMBINATIONS);
  return turn === 0 ? name : `${name}-${compose(turn)}`;
}

function compose(combination: number): string {
  const start = CANARY_STARTS[combination % CANARY_STARTS.length]!;
  const rest = Math.floor(combination / CANARY_STARTS.length);
  const middle = CANARY_MIDDLES[rest % CANARY_MIDDLES.length]!;
  return start + middle + CANARY_ENDS[Math.floor(rest / CANARY_MIDDLES.length)]!;
}
