// Tells the log what is stored of some reviews: their scores by a version, or a tombstone when they are forgotten. What is
// published was stored before and never changes, so that telling it again changes nothing.
import { PREDICTIONS_TOPIC } from "@atelier/contracts/kinds.ts";
import type { PredictionRecord } from "@atelier/contracts/prediction.ts";
import type { OutgoingRecord, Producer } from "@atelier/platform/kafka.ts";
import { inSnapshot, type PostgresClient, type PostgresPool } from "@atelier/platform/postgres.ts";
import { SCORING_LOCK } from "./scoring.ts";

interface Row {
  readonly id: string;
  readonly version: string;
  readonly score: number;
  readonly flagged: boolean;
  readonly at: Date;
}

/**
 * @param version undefined for the one in use.
 * @param end last in the transaction in which nobody can forget a review.
 */
export async function publish(
  { pool, producer }: { readonly pool: PostgresPool; readonly producer: Producer },
  reviewIds: readonly string[],
  version: string | undefined,
  end: (client: PostgresClient) => Promise<void>,
): Promise<void> {
  await inSnapshot(pool, { key: SCORING_LOCK, mode: "shared" }, async (client) => {
    const { rows } = await client.query<Row>(
      `SELECT review_id AS id, model_version AS version, score, flagged, scored_at AS at FROM store.predictions
       WHERE review_id = ANY($1) AND model_version = coalesce($2, (SELECT version FROM store.active_model))`,
      [reviewIds, version],
    );
    const forgotten = await client.query<{ id: string }>(
      "SELECT review_id AS id FROM store.forgotten_reviews WHERE review_id = ANY($1)",
      [reviewIds],
    );
    await producer.send([...rows.map(toRecord), ...forgotten.rows.map(({ id }) => recordOf(id, null))]);
    await end(client);
  });
}

const recordOf = (key: string, value: PredictionRecord | null): OutgoingRecord => ({
  topic: PREDICTIONS_TOPIC,
  key,
  value: value && JSON.stringify(value),
});

const toRecord = ({ id, version, score, flagged, at }: Row): OutgoingRecord =>
  recordOf(id, { reviewId: id, modelVersion: version, score, flagged, scoredAt: at.toISOString() });
