import { describe, expect, it } from "vitest";
import { calibrate } from "./calibration.ts";
import { atThreshold, averagePrecision, thresholdFor } from "./evaluation.ts";
import { logistic, logitOf, scoreOf, type Network } from "./network.ts";

const network = (layers: Network["layers"]): Network => ({
  mean: Float32Array.of(1, 2),
  deviation: Float32Array.of(1, 2),
  layers,
  calibration: { slope: 2, intercept: -1 },
  threshold: 0.5,
});
const linear = network([
  { inputs: 2, outputs: 1, weights: Float32Array.of(3, -1), biases: Float32Array.of(0.5) },
]);
const deep = network([
  { inputs: 2, outputs: 2, weights: Float32Array.of(1, -1, 0, 2), biases: Float32Array.of(0, 0.25) },
  { inputs: 2, outputs: 1, weights: Float32Array.of(1, 4), biases: Float32Array.of(-1) },
]);

describe("a network", () => {
  it("standardises, bounds what is far out, and adds", () => {
    expect(logitOf(linear, Float32Array.of(2, 4))).toBe(3 * 1 - 1 + 0.5);
    expect(logitOf(linear, Float32Array.of(1000, 2))).toBe(3 * 5 + 0.5);
  });

  it("passes hidden units on only when they are positive", () => {
    expect(logitOf(deep, Float32Array.of(2, 2))).toBe(1 * 1 + 4 * 0 - 1);
    expect(logitOf(deep, Float32Array.of(0, 2))).toBe(0 + 4 * 1.25 - 1);
  });

  it("gives a calibrated probability", () => {
    expect(scoreOf(linear, Float32Array.of(1, 2))).toBeCloseTo(logistic(2 * 0.5 - 1));
  });
});

describe("calibration", () => {
  it("finds the line that the logits were drawn from", () => {
    const logits = Array.from({ length: 4000 }, (_, at) => (at % 400) / 50 - 4);
    // Of each value as many are positive as the probability says.
    const positive = logits.map(
      (logit, at) => Math.floor(at / 400) / 10 < logistic(0.5 * logit - 0.3) - 0.05,
    );
    const { slope, intercept } = calibrate(logits, positive);
    expect(slope).toBeCloseTo(0.5, 1);
    expect(intercept).toBeCloseTo(-0.3, 1);
  });

  it("stays finite when a network is sure of itself", () => {
    const logits = [
      ...Array.from({ length: 50 }, () => 60),
      ...Array.from({ length: 600 }, () => -40),
      -45,
      55,
    ];
    const positive = logits.map((_, at) => at < 50 || at === logits.length - 2);
    const { slope, intercept } = calibrate(logits, positive);
    expect(Math.abs(slope)).toBeLessThan(10);
    expect(Math.abs(intercept)).toBeLessThan(10);
  });
});

describe("average precision", () => {
  it("is one for a perfect order, the base rate for a constant, and counts ties together", () => {
    expect(averagePrecision([4, 3, 2, 1], [true, true, false, false])).toBe(1);
    expect(averagePrecision([1, 1, 1, 1], [true, false, false, false])).toBe(0.25);
    expect(averagePrecision([2, 2, 1], [false, true, true])).toBeCloseTo(0.5 * 0.5 + 0.5 * (2 / 3));
  });
});

describe("the threshold", () => {
  it("is where flagging a review and letting it pass cost the same", () => {
    const misses = 4;
    const threshold = thresholdFor(misses);
    expect((1 - threshold) * misses).toBeCloseTo(threshold);
    expect(thresholdFor(9)).toBeGreaterThan(threshold);
  });

  it("says how many of the flagged are fraudulent, and how many of the fraudulent flagged", () => {
    const scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];
    const positive = [true, true, false, false, true, false];
    expect(atThreshold(scores, positive, 0.8)).toEqual({ precision: 1, recall: 2 / 3 });
    expect(atThreshold(scores, positive, 0.7)).toEqual({ precision: 2 / 3, recall: 2 / 3 });
    expect(atThreshold(scores, positive, 1)).toEqual({ precision: 0, recall: 0 });
  });
});
