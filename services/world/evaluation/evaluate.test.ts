import { describe, expect, it } from "vitest";
import { SECRET } from "../example.fixture.ts";
import { createTruth } from "../world.ts";
import { evaluate } from "./evaluate.ts";
import { prAuc } from "./pr-auc.ts";

describe("average precision", () => {
  it("is one for a perfect order, the base rate for a constant, and counts ties together", () => {
    expect(prAuc([4, 3, 2, 1], [true, true, false, false])).toBe(1);
    expect(prAuc([1, 1, 1, 1], [true, false, false, false])).toBe(0.25);
    expect(prAuc([2, 2, 1], [false, true, true])).toBeCloseTo(0.5 * 0.5 + 0.5 * (2 / 3));
  });
});

// The figures that count are those of scale 1, in the long series: a fifth of it has few labels and few rings.
describe("fraud in a small world", { timeout: 120_000 }, () => {
  it("is learnt from all columns together and from none alone", () => {
    const found = evaluate(createTruth({ secret: SECRET, scale: 0.2, pseudonymKey: "k", ticks: 0 }));
    expect(found.fraudShare).toBeGreaterThan(0.07);
    expect(found.fraudShare).toBeLessThan(0.09);
    expect(Object.entries(found.single).filter(([, area]) => area > 0.7)).toEqual([]);
    expect(found.withTrueLabels).toBeGreaterThan(0.8);
    expect(found.withNoisyLabels).toBeGreaterThan(0.75);
    expect(found.textAlone).toBeLessThan(0.6);
  });
});
