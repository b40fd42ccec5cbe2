import { expect, test } from "vitest";
import { calibrate } from "./calibration.ts";

test("one verdict of each kind on equal logits is even odds: none of the two is believed wholly (Platt, 1999)", () => {
  const { intercept } = calibrate([0, 0], [true, false]);
  expect(intercept).toBeCloseTo(0, 6);
});

test("verdicts in the order of the logits keep that order, in the other one turn it", () => {
  const logits = [-2, -1, 1, 2];
  expect(calibrate(logits, [false, false, true, true]).slope).toBeGreaterThan(0);
  expect(calibrate(logits, [true, true, false, false]).slope).toBeLessThan(0);
});
