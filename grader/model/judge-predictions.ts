// Holds predictions against who has really cheated, on the reviews that no moderator has looked at.
import { prAuc } from "@atelier/world/evaluation/pr-auc.ts";
import { DECOY_GROUPS } from "@atelier/world/review-plan.ts";
import type { Model } from "../observations/model.ts";
import { resamplePrAuc } from "./resample.ts";
import { RULE_NAMES, type SampledReview } from "./sample.ts";

export interface Prediction {
  /** From 0 to 1. */
  readonly score: number;
  readonly flagged: boolean;
}

export type JudgedPredictions = Pick<
  Model,
  | "sample"
  | "prAuc"
  | "f1"
  | "precision"
  | "recall"
  | "distinctScores"
  | "baselines"
  | "lead"
  | "interval"
  | "honest"
  | "decoys"
  | "accused"
>;

const ACCUSED_SHOWN = 50;
const MISSING: Prediction = { score: 0, flagged: false };

/** @param logistic scores of `reviews`, in their order */
export function judgePredictions(
  reviews: readonly SampledReview[],
  predictions: ReadonlyMap<string, Prediction>,
  logistic: readonly number[],
): JudgedPredictions {
  const rows = reviews.flatMap((review, index) =>
    review.label === null
      ? [{ review, usual: logistic[index] ?? 0, said: predictions.get(review.reviewId) ?? MISSING }]
      : [],
  );
  const positive = rows.map(({ review }) => review.fraudulent);
  const fraudulent = positive.filter(Boolean).length;
  const scores = rows.map(({ said }) => said.score);
  const [first] = RULE_NAMES.map((name, rule) => {
    const values = rows.map(({ review }) => review.rules[rule] ?? 0);
    return { name, values, area: fraudulent === 0 ? 0 : prAuc(values, positive) };
  }).toSorted((a, b) => b.area - a.area);
  const best = first!;
  const { own, lead } = resamplePrAuc(scores, best.values, positive);
  const flagged = rows.filter(({ said }) => said.flagged);
  const found = flagged.filter(({ review }) => review.fraudulent).length;
  const precision = flagged.length === 0 ? 0 : found / flagged.length;
  const recall = fraudulent === 0 ? 0 : found / fraudulent;
  const honest = rows.filter(({ review }) => !review.fraudulent);
  const accused = honest.filter(({ said }) => said.flagged);
  return {
    sample: { reviews: rows.length, fraudulent },
    prAuc: fraudulent === 0 ? 0 : prAuc(scores, positive),
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    distinctScores: new Set(scores).size,
    baselines: {
      trivial: rows.length === 0 ? 0 : fraudulent / rows.length,
      bestRule: { name: best.name, prAuc: best.area },
      logistic:
        fraudulent === 0
          ? 0
          : prAuc(
              rows.map(({ usual }) => usual),
              positive,
            ),
    },
    lead,
    interval: own,
    honest: { reviews: honest.length, flagged: accused.length },
    decoys: DECOY_GROUPS.map((group) => {
      const members = honest.filter(({ review }) => review.decoy === group);
      return { group, reviews: members.length, flagged: members.filter(({ said }) => said.flagged).length };
    }),
    accused: accused.slice(0, ACCUSED_SHOWN).map(({ review }) => review.reviewId),
  };
}
