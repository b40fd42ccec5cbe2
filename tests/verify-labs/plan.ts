// Which variants are run, and which part of them a shard takes.
import type { Mutant, NeutralVariant } from "../mutants/mutant.ts";

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** @throws RangeError for what is no `i/n` */
export function readShard(text: string): Shard {
  const [, index, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of)) {
    throw new RangeError(`"${text}" is no shard: 1/4 is the first of four`);
  }
  return shard;
}

/** Each variant is in exactly one shard of n, always the same; every kind of work is spread over all of them. */
export function takeShard<T extends Pick<Mutant | NeutralVariant, "id" | "reach">>(
  variants: readonly T[],
  shard: Shard,
): readonly T[] {
  const byReach = Map.groupBy(variants, ({ reach }) => reach);
  return [...byReach.values()].flatMap((some) => dealOut(some, shard));
}

/** Works of one kind, one after the other to each shard. */
export const dealOut = <T>(works: readonly T[], { index, of }: Shard): readonly T[] =>
  works.filter((_, at) => at % of === index - 1);

/** Another few each day, the same all day: `day` counts days. */
export function takeTurn<T>(variants: readonly T[], few: number, day: number): readonly T[] {
  const start = variants.length === 0 ? 0 : (day * few) % variants.length;
  return [...variants.slice(start), ...variants.slice(0, start)].slice(0, few);
}
