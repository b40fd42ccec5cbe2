// Logistic regression with a quadratic penalty, at its optimum: what a network must be better than. By Newton's method; Hastie, Tibshirani,
// Friedman, The elements of statistical learning, 2009, 4.4.
import { logistic, standardise, type Network } from "@atelier/model/network.ts";
import type { Labelled } from "./examples.ts";
import { spreadOf } from "./spread.ts";

const PENALTY = 0.004;
const ROUNDS = 12;

/** A network without hidden layers. */
export function fitRegression(examples: readonly Labelled[]): Network {
  const scale = spreadOf(examples);
  const rows = examples.map(({ features }) => [...standardise(features, scale), 1]);
  const size = scale.mean.length + 1;
  let weights = new Float64Array(size);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { gradient, curvature } = derivatives(rows, examples, weights);
    const step = solve(curvature, gradient);
    weights = weights.map((weight, at) => weight - step[at]!);
  }
  const inputs = size - 1;
  return {
    ...scale,
    layers: [
      {
        inputs,
        outputs: 1,
        weights: Float32Array.from(weights.subarray(0, inputs)),
        biases: Float32Array.of(weights[inputs]!),
      },
    ],
    calibration: { slope: 1, intercept: 0 },
    threshold: 0.5,
  };
}

/** Of the penalised mean cross-entropy; the last weight, the intercept, is not penalised. */
function derivatives(rows: readonly number[][], examples: readonly Labelled[], weights: Float64Array) {
  const size = weights.length;
  const isIntercept = (at: number) => at === size - 1;
  const gradient = weights.map((weight, at) => (isIntercept(at) ? 0 : PENALTY * weight));
  const curvature = Array.from({ length: size }, (_, at) => {
    const line = new Float64Array(size);
    line[at] = isIntercept(at) ? 0 : PENALTY;
    return line;
  });
  for (const [index, row] of rows.entries()) {
    const probability = logistic(row.reduce((sum, value, at) => sum + value * weights[at]!, 0));
    const error = (probability - (examples[index]!.fraudulent ? 1 : 0)) / rows.length;
    const weight = (probability * (1 - probability)) / rows.length;
    for (let at = 0; at < size; at += 1) {
      gradient[at]! += error * row[at]!;
      const line = curvature[at]!;
      const scaled = weight * row[at]!;
      for (let other = 0; other < size; other += 1) line[other]! += scaled * row[other]!;
    }
  }
  return { gradient, curvature };
}

/** Gauss's elimination, without pivots: the matrix is positive definite. It is used up. */
function solve(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  const size = vector.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    for (let line = pivot + 1; line < size; line += 1) {
      const factor = matrix[line]![pivot]! / matrix[pivot]![pivot]!;
      for (let at = pivot; at < size; at += 1) matrix[line]![at]! -= factor * matrix[pivot]![at]!;
      vector[line]! -= factor * vector[pivot]!;
    }
  }
  for (let line = size - 1; line >= 0; line -= 1) {
    for (let at = line + 1; at < size; at += 1) vector[line]! -= matrix[line]![at]! * vector[at]!;
    vector[line]! /= matrix[line]![line]!;
  }
  return vector;
}
