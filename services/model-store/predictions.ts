// Predictions in the relational store. The first one of a version stays; a review that is gone gets none.
import type { Prediction } from "@atelier/model/network.ts";
import { inTransaction, type PostgresPool } from "@atelier/platform/postgres.ts";

export interface ReviewPrediction extends Prediction {
  readonly reviewId: string;
}

/** @returns how many were not there before. */
export async function writePredictions(
  pool: PostgresPool,
  version: string,
  predictions: readonly ReviewPrediction[],
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO store.predictions (review_id, model_version, score, flagged)
       SELECT m.review_id, $1, m.score, m.flagged
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
    return rowCount ?? 0;
  });
}

/** `lab.predictions` shows those of this version from now on. */
export async function activateForViews(pool: PostgresPool, version: string): Promise<void> {
  await inTransaction(pool, (client) =>
    client.query(
      `INSERT INTO store.active_model (version) VALUES ($1)
       ON CONFLICT (only_one) DO UPDATE SET version = EXCLUDED.version`,
      [version],
    ),
  );
}
