import { describe, expect, it } from "vitest";
import { logitOf } from "@atelier/model/network.ts";
import { fitRegression } from "./logistic-regression.ts";

const example = (index: number, features: readonly number[], fraudulent: boolean) => ({
  reviewId: `r${index}`,
  features: Float32Array.from(features),
  fraudulent,
});

describe("logistic regression", () => {
  /** Of each value of the first feature as many are fraudulent as the curve says; the second never varies, the third says nothing. */
  const examples = Array.from({ length: 2000 }, (_, at) => {
    const value = (at % 20) / 10 - 0.95;
    const share = 1 / (1 + Math.exp(-2 * value));
    return example(at, [value, 7, at % 3], Math.floor(at / 20) / 100 < share);
  });
  const network = fitRegression(examples);
  const slopeOf = (at: number) => network.layers[0]!.weights[at]! / network.deviation[at]!;

  it("finds the curve that the labels were drawn from", () => {
    expect(slopeOf(0)).toBeGreaterThan(1.8);
    expect(slopeOf(0)).toBeLessThan(2.1);
    expect(logitOf(network, Float32Array.of(0, 7, 1))).toBeCloseTo(0, 1);
  });

  it("gives no weight to what says nothing", () => {
    expect(slopeOf(1)).toBe(0);
    expect(slopeOf(2)).toBeCloseTo(0, 1);
  });

  it("stays finite when one feature tells all", () => {
    const clear = examples.map((one) => ({ ...one, fraudulent: one.features[0]! > 0 }));
    expect(fitRegression(clear).layers[0]!.weights.every(Number.isFinite)).toBe(true);
  });
});
