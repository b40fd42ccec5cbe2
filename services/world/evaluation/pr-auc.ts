// Average precision: the area under the precision-recall curve, ties counted together.

export function prAuc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = [...scores.keys()].toSorted((a, b) => scores[b]! - scores[a]!);
  const total = positive.filter(Boolean).length;
  let found = 0;
  let area = 0;
  for (let at = 0; at < order.length;) {
    const score = scores[order[at]!]!;
    const before = found;
    while (at < order.length && scores[order[at]!] === score) if (positive[order[at++]!]) found++;
    area += ((found - before) / total) * (found / at);
  }
  return area;
}
