// A logistic regression on simple columns and hashed words: what an afternoon's work gives. Its quality is shown beside a
// candidate's, and its time is the unit in which theirs is counted. The same work for the same world, always.
import { RULE_NAMES, type SampledReview } from "./sample.ts";

/** More are not told apart: 2048 words at most. */
const WORD_SLOTS = 2048;
const EPOCHS = 60;
const RATE = 0.5;
const DECAY = 1e-4;

interface SparseRow {
  readonly slots: Uint16Array;
  readonly dense: Float64Array;
}

/** @returns a score from 0 to 1 for each of `all`, learnt from those that have a label */
export function fitLogistic(all: readonly SampledReview[]): number[] {
  const spreads = RULE_NAMES.map((_, rule) => {
    const values = all.map((one) => Math.log1p(one.rules[rule] ?? 0));
    return Math.max(1e-9, ...values);
  });
  const rows = all.map((one) => toRow(one, spreads));
  const labelled = all.flatMap((one, index) => (one.label === null ? [] : [index]));
  const words = new Float64Array(WORD_SLOTS);
  const columns = new Float64Array(RULE_NAMES.length);
  let bias = 0;
  const scoreOf = (row: SparseRow): number => {
    let sum = bias;
    for (const slot of row.slots) sum += words[slot]!;
    for (let column = 0; column < columns.length; column++) sum += columns[column]! * row.dense[column]!;
    return 1 / (1 + Math.exp(-sum));
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE / (1 + epoch / 10);
    for (const index of labelled) {
      const row = rows[index]!;
      const error = (all[index]!.label === true ? 1 : 0) - scoreOf(row);
      // A long text moves as much as a short one.
      const step = (rate * error) / Math.max(1, Math.sqrt(row.slots.length));
      bias += rate * error * 0.1;
      for (const slot of row.slots) words[slot]! += step - DECAY * words[slot]!;
      for (let column = 0; column < columns.length; column++) {
        columns[column]! += rate * error * row.dense[column]! - DECAY * columns[column]!;
      }
    }
  }
  return rows.map(scoreOf);
}

function toRow({ words, rules }: SampledReview, spreads: readonly number[]): SparseRow {
  const slots = new Set(words.map(slotOf));
  return {
    slots: Uint16Array.from(slots),
    dense: Float64Array.from(rules, (value, rule) => Math.log1p(value) / spreads[rule]!),
  };
}

/** FNV-1a, folded. */
function slotOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % WORD_SLOTS;
}
