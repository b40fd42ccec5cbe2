import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { predictionOf, type Network } from "./network.ts";
import { createPredictor } from "./predictor.ts";

const float = fc.float({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 });
const floats = (length: number) =>
  fc.array(float, { minLength: length, maxLength: length }).map((list) => Float32Array.from(list));

const layer = (inputs: number, outputs: number) =>
  fc
    .tuple(floats(inputs * outputs), floats(outputs))
    .map(([weights, biases]) => ({ inputs, outputs, weights, biases }));

/** Of any width, with no, one or two hidden layers. */
const networks: fc.Arbitrary<Network> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }))
  .chain(([inputs, hidden]) => {
    const widths = [inputs, ...hidden, 1];
    return fc.record({
      mean: floats(inputs),
      deviation: floats(inputs).map((list) => list.map((value) => Math.abs(value) + 1)),
      layers: fc.tuple(...widths.slice(1).map((outputs, at) => layer(widths[at]!, outputs))),
      calibration: fc.record({ slope: float, intercept: float }),
      threshold: fc.float({ min: 0, max: 1, noNaN: true }),
    });
  });

describe("a prepared network", () => {
  it("predicts bit for bit what the network does, however often it is asked, from lists of any kind", () => {
    fc.assert(
      fc.property(
        networks.chain((network) =>
          fc.tuple(
            fc.constant(network),
            fc.array(floats(network.mean.length), { minLength: 1, maxLength: 4 }),
          ),
        ),
        ([network, asked]) => {
          const predict = createPredictor(network);
          for (const features of asked) {
            expect(predict([...features])).toEqual(predictionOf(network, features));
            expect(predict(features)).toEqual(predictionOf(network, features));
          }
        },
      ),
    );
  });
});
