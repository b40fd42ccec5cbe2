// Predictions in the relational store. The first one of a version stays; a review that is gone gets none.
import type { Prediction } from "@atelier/model/network.ts";
import type { PostgresClient } from "@atelier/platform/postgres.ts";

export interface ReviewPrediction extends Prediction {
  readonly reviewId: string;
}

export async function writePredictions(
  client: PostgresClient,
  version: string,
  predictions: readonly ReviewPrediction[],
): Promise<void> {
  if (predictions.length === 0) return;
  await client.query(
    `INSERT INTO store.predictions (review_id, model_version, score, flagged)
     SELECT review_id, $1, m.score, m.flagged
     FROM unnest($2::text[], $3::float8[], $4::boolean[]) AS m(review_id, score, flagged)
     JOIN store.reviews USING (review_id)
     ORDER BY 1 ON CONFLICT DO NOTHING`,
    [
      version,
      predictions.map(({ reviewId }) => reviewId),
      predictions.map(({ score }) => score),
      predictions.map(({ flagged }) => flagged),
    ],
  );
}
