// What each training cost, and how good its version was found to be: one row per training.
import type { Manifest } from "@atelier/model/version.ts";
import type { TrainingCost } from "@atelier/model/training-cost.ts";
import { inTransaction, type PostgresPool } from "@atelier/platform/postgres.ts";

export async function writeTraining(
  pool: PostgresPool,
  { version, backend, data, metrics }: Manifest,
  cost: TrainingCost,
): Promise<void> {
  await inTransaction(pool, (client) =>
    client.query(
      `INSERT INTO store.trainings (version, trained_at, seconds, energy_joules, grams_co2e, peak_rss_bytes, model_bytes,
         backend, reviews, labelled, pr_auc_test, joules_per_thousand_predictions)
       VALUES ($1, now(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        version,
        cost.seconds,
        cost.energyJoules,
        cost.gramsCo2e,
        cost.peakRssBytes,
        cost.modelBytes,
        backend,
        data.reviews,
        data.labelled,
        metrics.candidates[0]?.prAuc,
        cost.joulesPerThousandPredictions,
      ],
    ),
  );
}
