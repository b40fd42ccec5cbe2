// How good scores are, when few of the reviews are fraudulent.

/** Average precision: the area under the precision-recall curve, equal scores counted together; 0 without positives. */
export function averagePrecision(scores: readonly number[], positive: readonly boolean[]): number {
  let area = 0;
  let recall = 0;
  for (const point of curveOf(scores, positive)) {
    area += (point.recall - recall) * point.precision;
    recall = point.recall;
  }
  return area;
}

interface Point {
  /** Everything that scores at least this is flagged. */
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

function curveOf(scores: readonly number[], positive: readonly boolean[]): Point[] {
  const order = [...scores.keys()].toSorted((a, b) => scores[b]! - scores[a]!);
  const total = positive.filter(Boolean).length;
  if (total === 0) return [];
  const points: Point[] = [];
  let found = 0;
  for (const [at, index] of order.entries()) {
    if (positive[index]) found += 1;
    const threshold = scores[index]!;
    const next = order[at + 1];
    if (next !== undefined && scores[next] === threshold) continue;
    points.push({ threshold, precision: found / (at + 1), recall: found / total });
  }
  return points;
}

/**
 * The probability from which flagging loses less than not flagging, when an honest reviewer who is accused loses as much as `misses` frauds that are
 * missed. Elkan, The foundations of cost-sensitive learning, 2001, equation 2.
 */
export const thresholdFor = (misses: number): number => misses / (misses + 1);

export function atThreshold(
  scores: readonly number[],
  positive: readonly boolean[],
  threshold: number,
): { readonly precision: number; readonly recall: number } {
  const flagged = [...scores.keys()].filter((at) => scores[at]! >= threshold);
  const found = flagged.filter((at) => positive[at]).length;
  return {
    precision: flagged.length === 0 ? 0 : found / flagged.length,
    recall: found / Math.max(1, positive.filter(Boolean).length),
  };
}
