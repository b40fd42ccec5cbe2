// What a model was trained on, in few numbers: for each watched column the edges of its bins and how many of the latest
// reviews fell into each. Part of a version's manifest.
import { z } from "zod";
import type { ProductFact } from "../facts.ts";
import { COLUMNS, FIXED_EDGES, readColumns } from "./columns.ts";

/** The last bin has no upper edge. */
const Column = z
  .object({
    name: z.string(),
    /** Rising: a value is in the bin whose number is how many edges are not above it. */
    edges: z.array(z.number()),
    counts: z.array(z.int().min(0)),
  })
  .refine(({ edges, counts }) => counts.length === edges.length + 1, "one count more than edges");

export const DriftReference = z.object({
  columns: z.array(Column),
  /** Share of reviews that could not be used. */
  rejected: z.number().min(0).max(1),
  /** When the latest review of the training was written, in milliseconds: those before it are no news. */
  until: z.number(),
});
export type DriftReference = z.infer<typeof DriftReference>;

export interface Scored {
  readonly features: Float32Array;
  /** Calibrated, from 0 to 1. */
  readonly score: number;
  readonly product: ProductFact | undefined;
  /** When the review was written, in milliseconds. */
  readonly at: number;
}

/** Tenths of the reference. */
export const MOST_BINS = 10;
/** Training data grows old: what a model meets resembles the latest part of it. */
const LATEST = 1000;
/** Enough to tell values apart, and short to read. */
const DIGITS = 6;

/**
 * @param scored all that there was in training, oldest first
 * @param rejected share of reviews that could not be used, from 0 to 1
 */
export function makeReference(scored: readonly Scored[], rejected: number): DriftReference {
  const rows = scored.slice(-LATEST).map(({ features, score, product }) => {
    const row = new Float64Array(COLUMNS.length);
    readColumns(features, score, product, row);
    return row;
  });
  return {
    rejected,
    until: scored.at(-1)?.at ?? 0,
    columns: COLUMNS.map((name, at) => {
      const values = rows.map((row) => row[at]!).filter((value) => !Number.isNaN(value));
      const edges = [...(FIXED_EDGES.get(name) ?? edgesOf(values))];
      const counts = Array.from({ length: edges.length + 1 }, () => 0);
      for (const value of values) counts[binOf(edges, value)]! += 1;
      return { name, edges, counts };
    }),
  };
}

export function binOf(edges: readonly number[], value: number): number {
  let bin = 0;
  while (bin < edges.length && value >= edges[bin]!) bin += 1;
  return bin;
}

/**
 * Between the values at each tenth and those that follow them, so that a value which many share has a bin of its own. A
 * column that never varies has one bin: nothing is said of it.
 */
function edgesOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const edges = new Set<number>();
  for (let tenth = 1; tenth < MOST_BINS; tenth += 1) {
    const value = sorted[Math.floor((tenth * sorted.length) / MOST_BINS) - 1];
    const next = sorted.find((one) => value !== undefined && one > value);
    if (value !== undefined && next !== undefined)
      edges.add(Number(((value + next) / 2).toPrecision(DIGITS)));
  }
  return [...edges];
}
