import { describe, expect, it } from "vitest";
import { crossFit } from "./cross-fit.ts";
import type { Labelled } from "./examples.ts";
import { someLabelled } from "./testing.fixture.ts";

/** Its only output is how many it has learnt from. */
const countingNetwork = (learnt: readonly Labelled[]) => ({
  mean: new Float32Array(64),
  deviation: new Float32Array(64).fill(1),
  layers: [{ inputs: 64, outputs: 1, weights: new Float32Array(64), biases: Float32Array.of(learnt.length) }],
  calibration: { slope: 1, intercept: 0 },
  threshold: 0.5,
});

describe("cross-fitting", () => {
  it("scores every example once, by a network that has learnt from all but its stretch of time", async () => {
    const examples = someLabelled(10);
    const learnt: (readonly Labelled[])[] = [];
    const logits = await crossFit(examples, (others) => {
      learnt.push(others);
      return Promise.resolve(countingNetwork(others));
    });
    expect(logits).toEqual([8, 8, 7, 7, 7, 8, 8, 7, 7, 7]);
    const left = learnt.map((others) => examples.filter((one) => !others.includes(one)));
    expect(left.flat()).toEqual(examples);
  });
});
