import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scored, spread } from "../testing/scored.ts";
import { createDriftMonitor, type DriftOptions, type DriftReading } from "./monitor.ts";
import { makeReference, type Scored } from "./reference.ts";

const counted = (records: number) => Array.from({ length: records }, (_, at) => at);
const valuesAt = (at: number) => ({
  rating: 1 + Math.floor(5 * spread(at)),
  textWords: spread(at + 3),
  textCharacters: 3 + spread(at),
});
const usual = (at: number) => scored(valuesAt(at), {}, spread(at + 5));
const reference = makeReference(counted(1000).map(usual), 0.01);

function watch(records: readonly Scored[], options: DriftOptions = {}): DriftReading {
  const monitor = createDriftMonitor(reference, options);
  for (const { features, score, product } of records) monitor.observe(features, score, product);
  return monitor.read();
}
const usualBut = (change: (at: number) => Scored) => counted(500).map(change);

const priced = (priceCents: number) =>
  watch(usualBut(() => scored({}, { priceCents, firstPriceCents: 400 }))).inputs.get("priceLevel");

describe("a drift monitor", () => {
  it("says nothing before its window is full", () => {
    expect(watch(counted(499).map(usual))).toEqual({
      records: 499,
      inputs: new Map(),
      score: undefined,
      missing: new Map(),
    });
  });

  it("finds no drift in more of the same", () => {
    const { records, inputs, score, missing } = watch(counted(500).map(usual));
    expect(records).toBe(500);
    expect(inputs.size).toBe(65);
    expect(Math.max(...inputs.values(), score!)).toBeLessThan(0.03);
    expect(missing.get("text")).toEqual({ ratio: 0, reference: 0 });
  });

  it("names the input that has moved, and no other", () => {
    const { inputs } = watch(usualBut((at) => scored({ ...valuesAt(at), rating: 5 })));
    expect([...inputs].filter(([, index]) => index > 0.1).map(([name]) => name)).toEqual(["rating"]);
  });

  it("sees scores move", () => {
    expect(watch(usualBut((at) => ({ ...usual(at), score: spread(at) / 2 }))).score).toBeGreaterThan(0.25);
  });

  it("sees prices a quarter above where they began, and lets them wander below that", () => {
    expect(priced(460)).toBe(0);
    expect(priced(560)).toBeGreaterThan(0.25);
  });

  it("tells what is missing, and does not take a missing text for a short one", () => {
    const { missing, inputs } = watch(
      usualBut((at) =>
        at % 2 === 0
          ? usual(at)
          : scored({ textCharacters: 0, textWords: 0 }, { hasQuantity: false, hasDescription: false }),
      ),
    );
    for (const field of ["text", "quantity", "description"] as const) {
      expect(missing.get(field)).toEqual({ ratio: 0.5, reference: 0 });
    }
    expect(inputs.get("textWords")).toBeLessThan(0.05);
  });

  it("says nothing of products where they are not known, nor of texts where there are few", () => {
    const { inputs, missing } = watch(
      usualBut((at) => ({
        ...scored({ ...valuesAt(at), ...(at < 50 ? {} : { textCharacters: 0 }) }),
        product: undefined,
      })),
    );
    expect([...missing.keys()]).toEqual(["text"]);
    expect(inputs.has("priceLevel")).toBe(false);
    expect(inputs.has("textWords")).toBe(false);
    expect(inputs.has("rating")).toBe(true);
  });

  it("knows the latest records alone, whatever came before", () => {
    const strange = fc
      .integer({ min: 0, max: 9 })
      .map((rating) => scored({ rating }, { hasQuantity: false }, 1));
    fc.assert(
      fc.property(fc.array(strange, { maxLength: 900 }), (before) => {
        const latest = counted(500).map(usual);
        expect(watch([...before, ...latest])).toEqual(watch(latest));
      }),
      { numRuns: 20 },
    );
  });

  it("does not mind the order within its window", () => {
    const records = counted(500).map(usual);
    expect(watch(records.toReversed())).toEqual(watch(records));
  });

  it("looks at one record in so many, on average", () => {
    let drawn = 0;
    const random = () => spread((drawn += 1));
    const monitor = createDriftMonitor(reference, { oneIn: 16, random, window: 10_000 });
    for (const at of counted(32_000)) monitor.observe(usual(at).features, 0.1);
    expect(monitor.read().records).toBeGreaterThan(1900);
    expect(monitor.read().records).toBeLessThan(2100);
  });

  it("refuses a reference that watches something else", () => {
    expect(() => createDriftMonitor({ ...reference, columns: reference.columns.slice(1) })).toThrow(
      "not those of this release",
    );
  });
});
