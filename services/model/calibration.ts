// From logits to probabilities: two numbers fitted on reviews that the network was not trained on.
// Platt, Probabilistic outputs for support vector machines, 1999; targets as there, so that few examples do not claim
// certainty. Solved as Lin, Lin and Weng, A note on Platt's probabilistic outputs, 2007: Newton's method, each step
// halved until it helps.
import { logistic, type Network } from "./network.ts";

type Calibration = Network["calibration"];

const ROUNDS = 100;
const SMALLEST_STEP = 1e-6;
const RIDGE = 1e-9;

export function calibrate(logits: readonly number[], positive: readonly boolean[]): Calibration {
  const guilty = positive.filter(Boolean).length;
  const yes = (guilty + 1) / (guilty + 2);
  const no = 1 / (positive.length - guilty + 2);
  const targets = positive.map((one) => (one ? yes : no));
  let at: Calibration = { slope: 1, intercept: 0 };
  let loss = lossOf(at, logits, targets);
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = newtonStep(at, logits, targets);
    let size = 1;
    let next = at;
    let nextLoss = loss;
    for (; size > SMALLEST_STEP; size /= 2) {
      next = { slope: at.slope - size * step.slope, intercept: at.intercept - size * step.intercept };
      nextLoss = lossOf(next, logits, targets);
      if (nextLoss < loss) break;
    }
    if (size <= SMALLEST_STEP) break;
    at = next;
    loss = nextLoss;
  }
  return at;
}

/** Cross-entropy, without overflow: -t·z + log(1 + e^z). */
function lossOf(
  { slope, intercept }: Calibration,
  logits: readonly number[],
  targets: readonly number[],
): number {
  return logits.reduce((sum, logit, index) => {
    const value = slope * logit + intercept;
    return sum - targets[index]! * value + Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value)));
  }, 0);
}

function newtonStep(
  { slope, intercept }: Calibration,
  logits: readonly number[],
  targets: readonly number[],
): Calibration {
  let [g0, g1, h00, h01, h11] = [0, 0, RIDGE, 0, RIDGE];
  for (const [index, logit] of logits.entries()) {
    const probability = logistic(slope * logit + intercept);
    const error = probability - targets[index]!;
    const weight = probability * (1 - probability);
    g0 += error * logit;
    g1 += error;
    h00 += weight * logit * logit;
    h01 += weight * logit;
    h11 += weight;
  }
  const determinant = h00 * h11 - h01 * h01;
  return { slope: (h11 * g0 - h01 * g1) / determinant, intercept: (h00 * g1 - h01 * g0) / determinant };
}
