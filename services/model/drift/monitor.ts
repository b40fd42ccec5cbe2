// Drift of what is being scored from what the model was trained on, over a sliding window: of each record one byte per
// column is kept, and how many fell into each bin, whatever passes by.
import type { ProductFact } from "../facts.ts";
import { COLUMNS, INPUTS, MISSING_FIELDS, readColumns, SCORE, type MissingField } from "./columns.ts";
import { psi } from "./psi.ts";
import { MOST_BINS, type DriftReference } from "./reference.ts";

export interface DriftMonitor {
  /** @param product undefined where it is not known: then nothing is said of it. */
  observe(features: ArrayLike<number>, score: number, product?: ProductFact): void;
  read(): DriftReading;
}

export interface DriftReading {
  /** Records in the window; of one that is not full nothing else is said. */
  readonly records: number;
  /** Population stability index by name, of features and the price level; not of those that too few records have. */
  readonly inputs: ReadonlyMap<string, number>;
  readonly score: number | undefined;
  /** Shares, in the window and in the reference. */
  readonly missing: ReadonlyMap<MissingField, { readonly ratio: number; readonly reference: number }>;
}

export interface DriftOptions {
  /** Records. */
  readonly window?: number;
  /** One record in so many is looked at, on average. */
  readonly oneIn?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

const WINDOW = 500;
/** Of fewer values no distribution is told. */
const FEWEST_VALUES = 100;
const EDGES = MOST_BINS - 1;
const NO_BIN = 255;

/** @throws RangeError for a reference of another release, which watches other columns. */
export function createDriftMonitor(
  reference: DriftReference,
  { window = WINDOW, oneIn = 1, random = Math.random }: DriftOptions = {},
): DriftMonitor {
  const columns = new Map(reference.columns.map((column) => [column.name, column]));
  if (COLUMNS.join() !== [...columns.keys()].join()) {
    throw new RangeError("The reference watches columns that are not those of this release");
  }
  const edges = new Float64Array(COLUMNS.length * EDGES).fill(Infinity);
  const counts = new Map(COLUMNS.map((name) => [name, new Uint32Array(MOST_BINS)]));
  for (const [at, column] of reference.columns.entries()) edges.set(column.edges, at * EDGES);
  const countsAt = [...counts.values()];
  const kept = new Uint8Array(window * COLUMNS.length).fill(NO_BIN);
  const values = new Float64Array(COLUMNS.length);
  let seen = 0;
  let passed = 0;

  const index = (name: string) => psi(columns.get(name)!.counts, counts.get(name)!);
  const isTold = (name: string) => total(counts.get(name)!) >= Math.min(FEWEST_VALUES, window);

  return {
    observe(features, score, product) {
      if (passed > 0) {
        passed -= 1;
        return;
      }
      // In step with nothing: a client's batches may have a rhythm too.
      passed = Math.floor(random() * (2 * oneIn - 1));
      readColumns(features, score, product, values);
      let slot = (seen % window) * COLUMNS.length;
      seen += 1;
      for (let at = 0; at < COLUMNS.length; at += 1, slot += 1) {
        const [old, bin] = [kept[slot]!, binAt(edges, at * EDGES, values[at]!)];
        if (old === bin) continue;
        if (old !== NO_BIN) countsAt[at]![old]! -= 1;
        if (bin !== NO_BIN) countsAt[at]![bin]! += 1;
        kept[slot] = bin;
      }
    },
    read() {
      const records = Math.min(seen, window);
      if (records < window) return { records, inputs: new Map(), score: undefined, missing: new Map() };
      return {
        records,
        inputs: new Map(INPUTS.filter(isTold).map((name) => [name, index(name)])),
        score: index(SCORE),
        missing: new Map(
          MISSING_FIELDS.filter(isTold).map((name) => [
            name,
            { ratio: secondShare(counts.get(name)!), reference: secondShare(columns.get(name)!.counts) },
          ]),
        ),
      };
    },
  };
}

/** How many of the column's edges are not above the value. */
function binAt(edges: Float64Array, first: number, value: number): number {
  if (Number.isNaN(value)) return NO_BIN;
  let bin = 0;
  while (bin < EDGES && value >= edges[first + bin]!) bin += 1;
  return bin;
}

const total = (counts: ArrayLike<number>): number => {
  let all = 0;
  for (let bin = 0; bin < counts.length; bin += 1) all += counts[bin]!;
  return all;
};
const secondShare = (counts: ArrayLike<number>): number => counts[1]! / Math.max(1, total(counts));
