// A small gradient-boosted forest, enough to tell whether the world's fraud can be learnt. Used by tests alone.

const BINS = 32;
const DEPTH = 4;
const ROUNDS = 150;
const LEARNING_RATE = 0.12;
const REGULARISATION = 2;
const FEWEST_IN_LEAF = 8;

type Node =
  | { readonly leaf: number }
  | { readonly feature: number; readonly limit: number; readonly low: Node; readonly high: Node };

/** Trains on rows of features; returns the score of a row (the higher, the likelier). */
export function trainTrees(
  rows: readonly Float64Array[],
  positive: readonly boolean[],
): (row: Float64Array) => number {
  const features = rows[0]!.length;
  const limits = Array.from({ length: features }, (_, feature) =>
    quantiles(rows.map((row) => row[feature]!)),
  );
  const binned = rows.map((row) => Uint8Array.from(row, (value, feature) => binOf(limits[feature]!, value)));
  const scores = new Float64Array(rows.length);
  const trees: Node[] = [];
  const all = [...rows.keys()];
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = new Float64Array(rows.length);
    const weight = new Float64Array(rows.length);
    for (const index of all) {
      const chance = 1 / (1 + Math.exp(-scores[index]!));
      gradient[index] = (positive[index] ? 1 : 0) - chance;
      weight[index] = chance * (1 - chance);
    }
    const tree = grow(all, DEPTH, { binned, limits, gradient, weight });
    trees.push(tree);
    for (const index of all) scores[index]! += LEARNING_RATE * follow(tree, rows[index]!);
  }
  return (row) => trees.reduce((sum, tree) => sum + LEARNING_RATE * follow(tree, row), 0);
}

function quantiles(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const cuts = Array.from(
    { length: BINS - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / BINS)]!,
  );
  return [...new Set(cuts)];
}

const binOf = (limits: readonly number[], value: number): number => {
  let bin = 0;
  while (bin < limits.length && value > limits[bin]!) bin++;
  return bin;
};

interface Training {
  readonly binned: readonly Uint8Array[];
  readonly limits: readonly (readonly number[])[];
  readonly gradient: Float64Array;
  readonly weight: Float64Array;
}

function grow(rows: readonly number[], depth: number, training: Training): Node {
  const { binned, limits, gradient, weight } = training;
  let g = 0;
  let w = 0;
  for (const row of rows) {
    g += gradient[row]!;
    w += weight[row]!;
  }
  const leaf = { leaf: g / (w + REGULARISATION) };
  if (depth === 0 || rows.length < 2 * FEWEST_IN_LEAF) return leaf;
  let best = { gain: 1e-6, feature: -1, bin: 0 };
  const whole = (g * g) / (w + REGULARISATION);
  for (const [feature, cuts] of limits.entries()) {
    const gs = new Float64Array(cuts.length + 1);
    const ws = new Float64Array(cuts.length + 1);
    const counts = new Uint32Array(cuts.length + 1);
    for (const row of rows) {
      const bin = binned[row]![feature]!;
      gs[bin]! += gradient[row]!;
      ws[bin]! += weight[row]!;
      counts[bin]!++;
    }
    let [lg, lw, lc] = [0, 0, 0];
    for (let bin = 0; bin < cuts.length; bin++) {
      lg += gs[bin]!;
      lw += ws[bin]!;
      lc += counts[bin]!;
      if (lc < FEWEST_IN_LEAF || rows.length - lc < FEWEST_IN_LEAF) continue;
      const gain = lg ** 2 / (lw + REGULARISATION) + (g - lg) ** 2 / (w - lw + REGULARISATION) - whole;
      if (gain > best.gain) best = { gain, feature, bin };
    }
  }
  if (best.feature < 0) return leaf;
  const isLow = (row: number) => binned[row]![best.feature]! <= best.bin;
  return {
    feature: best.feature,
    limit: limits[best.feature]![best.bin]!,
    low: grow(rows.filter(isLow), depth - 1, training),
    high: grow(
      rows.filter((row) => !isLow(row)),
      depth - 1,
      training,
    ),
  };
}

function follow(tree: Node, row: Float64Array): number {
  let node = tree;
  while (!("leaf" in node)) node = row[node.feature]! <= node.limit ? node.low : node.high;
  return node.leaf;
}
