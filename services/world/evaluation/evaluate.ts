// How well fraud can be learnt in a world: by a single column, and by all of text, behaviour and graph together.
import { trainTrees } from "./boosted-trees.ts";
import { learnWords, makeSample, type Sample } from "./features.ts";
import { prAuc } from "./pr-auc.ts";
import type { Truth } from "../truth.ts";

export interface Evaluation {
  /** PR-AUC of each column alone, whichever way it points. */
  readonly single: Readonly<Record<string, number>>;
  /** All columns, trained on the labelled reviews' true state, then on the moderators' labels; tested on the others. */
  readonly withTrueLabels: number;
  readonly withNoisyLabels: number;
  /** Without graph and behaviour. */
  readonly textAlone: number;
  readonly fraudShare: number;
}

const FOLDS = 4;

export function evaluate(truth: Truth): Evaluation {
  const sample = makeSample(truth);
  const rows = [...sample.reviewIds.keys()];
  const labelled = rows.filter((row) => sample.label[row] !== null);
  const others = rows.filter((row) => sample.label[row] === null);
  const truthOf = (chosen: readonly number[]) => chosen.map((row) => sample.fraudulent[row]!);
  const single: Record<string, number> = {};
  for (const [name, values] of Object.entries(sample.columns)) {
    single[name] = Math.max(
      prAuc(values, sample.fraudulent),
      prAuc(
        values.map((value) => -value),
        sample.fraudulent,
      ),
    );
  }
  const score = (target: (row: number) => boolean) => {
    const words = wordScores(sample, target, labelled);
    const columns = [...Object.values(sample.columns), words];
    const rowOf = (row: number) => Float64Array.from(columns, (values) => values[row]!);
    const model = trainTrees(labelled.map(rowOf), labelled.map(target));
    return {
      all: prAuc(
        others.map((row) => model(rowOf(row))),
        truthOf(others),
      ),
      text: prAuc(
        others.map((row) => words[row]!),
        truthOf(others),
      ),
    };
  };
  const exact = score((row) => sample.fraudulent[row]!);
  const noisy = score((row) => sample.label[row]!);
  return {
    single,
    withTrueLabels: exact.all,
    withNoisyLabels: noisy.all,
    textAlone: exact.text,
    fraudShare: truthOf(rows).filter(Boolean).length / rows.length,
  };
}

/** A labelled review is scored by words learnt from the other folds, so that training sees what testing will. */
function wordScores(sample: Sample, target: (row: number) => boolean, labelled: readonly number[]): number[] {
  const all = learnWords(sample.texts, target, labelled);
  const scores = sample.texts.map(all);
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = labelled.filter((_, index) => index % FOLDS === fold);
    const kept = labelled.filter((_, index) => index % FOLDS !== fold);
    const score = learnWords(sample.texts, target, kept);
    for (const row of held) scores[row] = score(sample.texts[row]!);
  }
  return scores;
}
