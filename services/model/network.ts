// A small dense network as plain numbers, the same whatever library trained it: inputs standardised and bounded, hidden
// layers with ReLU, one logit, calibrated to a probability.

export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** `inputs` rows of `outputs` values. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

export interface Network {
  /** One value per input, of the training part. */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  readonly layers: readonly Layer[];
  /** Probability = logistic(slope × logit + intercept): Platt, 1999. */
  readonly calibration: { readonly slope: number; readonly intercept: number };
  /** Probability from which a review is flagged. */
  readonly threshold: number;
}

/** Standard deviations beyond which an input says no more. */
const BOUND = 5;

export function standardise(
  features: Float32Array,
  { mean, deviation }: Pick<Network, "mean" | "deviation">,
): Float32Array {
  const values = new Float32Array(features.length);
  for (let at = 0; at < values.length; at += 1) {
    values[at] = boundedDistance(features[at]!, mean[at]!, deviation[at]!);
  }
  return values;
}

/** In standard deviations, rounded to a float. */
export function boundedDistance(value: number, mean: number, deviation: number): number {
  const distance = Math.fround((value - mean) / deviation);
  return distance > BOUND ? BOUND : distance < -BOUND ? -BOUND : distance;
}

export function logitOf(network: Network, features: Float32Array): number {
  let values: Float32Array | Float64Array = standardise(features, network);
  const last = network.layers.length - 1;
  for (const [at, layer] of network.layers.entries()) values = dense(layer, values, at < last);
  return values[0]!;
}

/** Sums in doubles: rounding each one to a float takes longer than the sum. */
function dense(
  { inputs, outputs, weights, biases }: Layer,
  values: Float32Array | Float64Array,
  isHidden: boolean,
): Float64Array {
  const sums = new Float64Array(outputs);
  sums.set(biases);
  for (let input = 0; input < inputs; input += 1) {
    const value = values[input]!;
    const row = input * outputs;
    for (let output = 0; output < outputs; output += 1) sums[output]! += value * weights[row + output]!;
  }
  if (isHidden) for (let output = 0; output < outputs; output += 1) if (sums[output]! < 0) sums[output] = 0;
  return sums;
}

export const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/** Probability that the review is fraudulent, from 0 to 1. */
export function scoreOf(network: Network, features: Float32Array): number {
  const { slope, intercept } = network.calibration;
  return logistic(slope * logitOf(network, features) + intercept);
}

export interface Prediction {
  readonly score: number;
  readonly flagged: boolean;
}

export function predictionOf(network: Network, features: Float32Array): Prediction {
  const score = scoreOf(network, features);
  return { score, flagged: score >= network.threshold };
}
