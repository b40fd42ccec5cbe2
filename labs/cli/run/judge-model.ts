// Holds the model's predictions against what only the truth knows: the reviews that no moderator has labelled.
import { Client } from "pg";
import { z } from "zod";
import { PredictionRow } from "@atelier/contracts/views.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { prAuc } from "@atelier/world/evaluation/pr-auc.ts";
import { DECOY_GROUPS } from "@atelier/world/review-plan.ts";
import type { Truth } from "@atelier/world/truth.ts";
import type { RunReport } from "../report.ts";

const Scored = z.object({ name: z.string(), prAuc: z.number() });

/** What the trainer prints. */
export const TrainingReport = z.object({
  version: z.string(),
  candidates: z.array(Scored).min(1),
  bestRule: Scored,
  cost: z.object({ seconds: z.number(), energyJoules: z.number(), gramsCo2e: z.number() }),
});
export type TrainingReport = z.infer<typeof TrainingReport>;

/** Null when there are too few labels to train on: it says so, and nothing is wrong. */
export function readTrainingReport(output: string): TrainingReport | null {
  const report = z.union([TrainingReport, z.object({ untrained: z.string() })]).parse(JSON.parse(output));
  return "untrained" in report ? null : report;
}

export async function readPredictions(url: string): Promise<PredictionRow[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT review_id, score, flagged FROM lab.predictions");
    return z.array(PredictionRow).parse(rows);
  } finally {
    await client.end();
  }
}

/** @throws ConfigError when a review has no prediction, or a prediction no review. */
export function judgeModel(
  truth: Truth,
  predictions: readonly PredictionRow[],
  { version, candidates, bestRule, cost }: TrainingReport,
): NonNullable<RunReport["model"]> {
  const facts = new Map([...truth.fraud()].map((fact) => [fact.reviewId, fact]));
  const labelled = new Set([...truth.rows("labels")].map((row) => row.review_id));
  const unknown = predictions.filter(({ review_id }) => !facts.has(review_id)).length;
  if (unknown > 0 || predictions.length !== facts.size) {
    throw new ConfigError(
      "predictions-incomplete",
      `${predictions.length} predictions, ${unknown} of them of unknown reviews, for ${facts.size} reviews`,
    );
  }
  const judged = predictions
    .filter(({ review_id }) => !labelled.has(review_id))
    .map(({ review_id, score, flagged }) => ({ score, flagged, ...facts.get(review_id)! }));
  const frauds = judged.filter(({ fraudulent }) => fraudulent);
  const flagged = judged.filter((one) => one.flagged);
  const accused = (honest: typeof judged) => share(honest.filter((one) => one.flagged).length, honest.length);
  const honest = judged.filter(({ fraudulent }) => !fraudulent);
  return {
    version,
    prAuc: prAuc(
      judged.map(({ score }) => score),
      judged.map(({ fraudulent }) => fraudulent),
    ),
    bestRule,
    testPrAuc: candidates[0]?.prAuc ?? 0,
    precision: share(flagged.filter(({ fraudulent }) => fraudulent).length, flagged.length),
    recall: share(frauds.filter((one) => one.flagged).length, frauds.length),
    accusedDecoys: accused(honest.filter(({ decoy }) => decoy !== null)),
    accusedByGroup: DECOY_GROUPS.map((group) => ({
      group,
      accused: accused(honest.filter(({ decoy }) => decoy === group)),
    })),
    accusedOthers: accused(honest.filter(({ decoy }) => decoy === null)),
    trainingSeconds: cost.seconds,
    energyJoules: cost.energyJoules,
    gramsCo2e: cost.gramsCo2e,
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
