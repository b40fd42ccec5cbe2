// The scoring of network.ts prepared for many calls: the same sums in the same order, so the same bits (a test holds
// them together), without allocations and with four units of a layer at once.
import { boundedDistance, logistic, type Layer, type Network, type Prediction } from "./network.ts";

/** Units whose sums are carried side by side. */
const LANES = 4;

interface PreparedLayer {
  readonly inputs: number;
  /** For each four units, input by input, their four weights; units that fill up the last four have none. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  readonly sums: Float64Array;
  readonly isHidden: boolean;
}

/** @returns a function that may be called with the 64 features as any list of numbers; it is not re-entrant. */
export function createPredictor(network: Network): (features: ArrayLike<number>) => Prediction {
  const { mean, deviation, calibration, threshold } = network;
  const last = network.layers.length - 1;
  const layers = network.layers.map((layer, at) => prepare(layer, at < last));
  const given = new Float32Array(mean.length);
  const inputs = new Float64Array(mean.length);
  return (features) => {
    given.set(features);
    for (let at = 0; at < inputs.length; at += 1) {
      inputs[at] = boundedDistance(given[at]!, mean[at]!, deviation[at]!);
    }
    let values = inputs;
    for (const layer of layers) values = apply(layer, values);
    const score = logistic(calibration.slope * values[0]! + calibration.intercept);
    return { score, flagged: score >= threshold };
  };
}

function prepare({ inputs, outputs, weights, biases }: Layer, isHidden: boolean): PreparedLayer {
  const units = Math.ceil(outputs / LANES) * LANES;
  const prepared = new Float64Array(units * inputs);
  for (let input = 0; input < inputs; input += 1) {
    for (let unit = 0; unit < outputs; unit += 1) {
      const lane = unit % LANES;
      prepared[(unit - lane) * inputs + input * LANES + lane] = weights[input * outputs + unit]!;
    }
  }
  const padded = new Float64Array(units);
  padded.set(biases);
  return { inputs, weights: prepared, biases: padded, sums: new Float64Array(units), isHidden };
}

function apply(
  { inputs, weights, biases, sums, isHidden }: PreparedLayer,
  values: Float64Array,
): Float64Array<ArrayBuffer> {
  let at = 0;
  for (let unit = 0; unit < sums.length; unit += LANES) {
    let [a, b, c, d] = [biases[unit]!, biases[unit + 1]!, biases[unit + 2]!, biases[unit + 3]!];
    for (let input = 0; input < inputs; input += 1) {
      const value = values[input]!;
      a += value * weights[at]!;
      b += value * weights[at + 1]!;
      c += value * weights[at + 2]!;
      d += value * weights[at + 3]!;
      at += LANES;
    }
    sums[unit] = isHidden && a < 0 ? 0 : a;
    sums[unit + 1] = isHidden && b < 0 ? 0 : b;
    sums[unit + 2] = isHidden && c < 0 ? 0 : c;
    sums[unit + 3] = isHidden && d < 0 ? 0 : d;
  }
  return sums as Float64Array<ArrayBuffer>;
}
