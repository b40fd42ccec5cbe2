// What the candidate's model says of reviews whose label it has never seen, held against the truth.
import { z } from "zod";
import { RunCommand } from "./preparation.ts";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();

export const DecoyGroupCount = z.strictObject({ group: z.string(), reviews: count, flagged: count });

export const Model = z.strictObject({
  train: RunCommand,
  predict: RunCommand,
  /** Why the predictions could not be read; null when they could. */
  unreadable: z.string().nullable(),
  /** Rows of lab.predictions, against the reviews that there are. */
  coverage: z.strictObject({
    reviews: count,
    scored: count,
    unknown: count,
    twice: count,
    /** A score that is no number from 0 to 1, or no flag. */
    invalid: count,
    example: z.string().nullable(),
  }),
  /** On reviews that no label was ever given for; a review without a prediction has score 0. */
  sample: z.strictObject({ reviews: count, fraudulent: count }),
  prAuc: share,
  f1: share,
  precision: share,
  recall: share,
  /** How many different scores there are in the sample. */
  distinctScores: count,
  /** The same sample, by who does nothing and by who looks at one thing. */
  baselines: z.strictObject({
    trivial: share,
    bestRule: z.strictObject({ name: z.string(), prAuc: share }),
    /** A logistic regression on simple columns and words, with the same labels: the unit of cost, too. */
    logistic: share,
  }),
  /** 95 % of resampled samples: PR-AUC less that of the best single rule. */
  lead: z.strictObject({ low: z.number(), high: z.number() }),
  claimed: z.strictObject({ prAuc: share, f1: share.nullable() }).nullable(),
  /** 95 % of resampled samples: PR-AUC. */
  interval: z.strictObject({ low: share, high: share }),
  honest: z.strictObject({ reviews: count, flagged: count }),
  decoys: z.array(DecoyGroupCount),
  /** Honest reviews that were flagged: a bounded number, for who holds the truth. */
  accused: z.array(z.string()),
  cost: z.strictObject({
    /** CPU seconds of the logistic regression, timed in the same run. */
    unitCpuSeconds: z.number(),
    /** Of `train` and `predict`. */
    cpuSeconds: z.number(),
    peakMemoryBytes: z.number(),
    /** Files of the folder that `train` has made or changed. */
    modelBytes: count,
  }),
});
export type Model = z.infer<typeof Model>;

const NOT_RUN: RunCommand = {
  stage: "train",
  code: null,
  ended: "absent",
  seconds: 0,
  cpuSeconds: 0,
  peakMemoryBytes: 0,
  lastWords: "",
};

export const NOTHING_MODELLED: Model = {
  train: NOT_RUN,
  predict: { ...NOT_RUN, stage: "predict" },
  unreadable: null,
  coverage: { reviews: 0, scored: 0, unknown: 0, twice: 0, invalid: 0, example: null },
  sample: { reviews: 0, fraudulent: 0 },
  prAuc: 0,
  f1: 0,
  precision: 0,
  recall: 0,
  distinctScores: 0,
  baselines: { trivial: 0, bestRule: { name: "", prAuc: 0 }, logistic: 0 },
  lead: { low: 0, high: 0 },
  claimed: null,
  interval: { low: 0, high: 0 },
  honest: { reviews: 0, flagged: 0 },
  decoys: [],
  accused: [],
  cost: { unitCpuSeconds: 0, cpuSeconds: 0, peakMemoryBytes: 0, modelBytes: 0 },
};
