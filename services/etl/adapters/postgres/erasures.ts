// Forgetting persons, in one transaction: into the ledger, their records out of the tables, their orders without them,
// and what the log must be told into the outbox.
import type { Kind } from "@atelier/contracts/kinds.ts";
import type { OutgoingRecord } from "@atelier/platform/kafka.ts";
import type { PostgresClient } from "@atelier/platform/postgres.ts";
import type { CleanOf } from "../../messages.ts";
import { recluster } from "./customers.ts";
import { addForgotten } from "./ledger.ts";
import { orderWithoutPerson, putInOutbox, tombstones } from "./outbox.ts";
import { readOrders } from "./rows.ts";

/** The caller holds the ledger exclusively. */
export async function forgetPersons(
  client: PostgresClient,
  erasures: readonly CleanOf<"erasures">[],
): Promise<void> {
  const persons = erasures.flatMap(({ body: { subjects, reason, at } }) =>
    subjects.map((subject) => ({ subject, reason, at })),
  );
  const subjects = [...new Set(persons.map(({ subject }) => subject))];
  await addForgotten(client, persons);
  const owed: OutgoingRecord[] = [];

  const rejects = await client.query<{ kind: Kind; pointer: string }>(
    "DELETE FROM store.rejects WHERE subjects && $1 RETURNING kind, pointer",
    [subjects],
  );
  for (const { kind, pointer } of rejects.rows) owed.push(...tombstones(kind, pointer));

  const reviews = await client.query<{ review_id: string }>(
    "DELETE FROM store.reviews WHERE subjects && $1 OR account_key = ANY($1) RETURNING review_id",
    [subjects],
  );
  const rejectedReviews = rejects.rows.filter(({ kind }) => kind === "reviews").map((r) => r.pointer);
  const reviewIds = [...reviews.rows.map((r) => r.review_id), ...rejectedReviews];
  owed.push(...(await forgetReviews(client, reviewIds)));

  const labels = await client.query<{ review_id: string }>(
    "DELETE FROM store.labels WHERE subjects && $1 RETURNING review_id",
    [subjects],
  );
  for (const { review_id: id } of labels.rows) owed.push(...tombstones("labels", id));

  const customers = await client.query<{ record_id: string; cluster_id: string }>(
    `DELETE FROM store.customer_records
       WHERE subjects && $1 OR account_key = ANY($1) OR email_key = ANY($1) OR phone_key = ANY($1)
       RETURNING record_id, cluster_id`,
    [subjects],
  );
  for (const { record_id: id } of customers.rows) owed.push(...tombstones("customers", id));
  await recluster(client, { clusterIds: customers.rows.map((r) => r.cluster_id), recordIds: [] });

  const orders = await client.query<{ order_id: string }>(
    `UPDATE store.orders SET customer_key = NULL, subjects = '{}'
       WHERE subjects && $1 OR customer_key = ANY($1) RETURNING order_id`,
    [subjects],
  );
  for (const order of await readOrders(
    client,
    orders.rows.map((r) => r.order_id),
  )) {
    owed.push(...orderWithoutPerson(order));
  }
  await putInOutbox(client, owed);
}

const LABELS_LOCK = 7_003;

/**
 * Whoever writes labels, and whoever forgets a review, does it alone: else a label could slip in beside its review's
 * end, each unseen by the other's transaction.
 */
export async function lockLabels(client: PostgresClient): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [LABELS_LOCK]);
}

/** Notes reviews as forgotten and drops their labels; what the log must be told of both. */
export async function forgetReviews(
  client: PostgresClient,
  reviewIds: readonly string[],
): Promise<OutgoingRecord[]> {
  const labels = await forgetLabelsOf(client, reviewIds);
  return [...reviewIds.flatMap((id) => tombstones("reviews", id)), ...labels];
}

/** The same for reviews that the log says are forgotten already: their labels remain to be told of. */
export async function forgetLabelsOf(
  client: PostgresClient,
  reviewIds: readonly string[],
): Promise<OutgoingRecord[]> {
  if (reviewIds.length === 0) return [];
  await lockLabels(client);
  await client.query(
    "INSERT INTO store.forgotten_reviews SELECT DISTINCT unnest($1::text[]) ON CONFLICT DO NOTHING",
    [reviewIds],
  );
  const labels = await client.query<{ review_id: string }>(
    "DELETE FROM store.labels WHERE review_id = ANY($1) RETURNING review_id",
    [reviewIds],
  );
  return labels.rows.flatMap(({ review_id: id }) => tombstones("labels", id));
}
