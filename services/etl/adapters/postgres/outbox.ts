// The outbox: what a committed transaction owes to Kafka. Tombstones of forgotten persons' records, their orders
// without them, and the newest version of a record that an older one followed in the log.
import { cleanTopic, deadTopic, PREDICTIONS_TOPIC, rawTopic, type Kind } from "@atelier/contracts/kinds.ts";
import type { OutgoingRecord, Producer } from "@atelier/platform/kafka.ts";
import { inTransaction, type PostgresClient, type PostgresPool } from "@atelier/platform/postgres.ts";
import { anonymisedOrder, canonicalRawOrder, canonicalRawReview } from "../../canonical-raw.ts";
import type { CleanOf } from "../../messages.ts";

const SEND_AT_ONCE = 500;
/** More is not counted: that it is far too many is all that anybody asks then. */
const MOST_COUNTED = 10_000;

export async function putInOutbox(client: PostgresClient, records: readonly OutgoingRecord[]): Promise<void> {
  if (records.length === 0) return;
  await client.query(
    `INSERT INTO store.outbox (topic, key, value) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])`,
    [records.map((r) => r.topic), records.map((r) => r.key), records.map((r) => r.value)],
  );
}

/** The tombstones of a record, in every layer that may hold it. */
export function tombstones(kind: Kind, id: string): OutgoingRecord[] {
  const layers = [rawTopic(kind), cleanTopic(kind), deadTopic(kind)];
  const topics = kind === "reviews" ? [...layers, PREDICTIONS_TOPIC] : layers;
  return topics.map((topic) => ({ topic, key: id, value: null }));
}

/** An order of a forgotten person, over its personal version in both layers. */
export function orderWithoutPerson(order: CleanOf<"orders">): OutgoingRecord[] {
  return inBothLayers("orders", canonicalRawOrder(anonymisedOrder(order)), anonymisedOrder(order));
}

/** The newest version of a record, once more: compaction keeps what came last. */
export function newestOrder(order: CleanOf<"orders">): OutgoingRecord[] {
  return inBothLayers("orders", canonicalRawOrder(order), order);
}
export function newestReview(review: CleanOf<"reviews">): OutgoingRecord[] {
  return inBothLayers("reviews", canonicalRawReview(review), review);
}

function inBothLayers(kind: Kind, raw: { id: string }, clean: { id: string }): OutgoingRecord[] {
  return [
    { topic: rawTopic(kind), key: raw.id, value: JSON.stringify(raw) },
    { topic: cleanTopic(kind), key: clean.id, value: JSON.stringify(clean) },
  ];
}

/** How many records are owed, up to 10,000. */
export async function countOutbox(pool: PostgresPool): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ owed: number }>(
      "SELECT count(*)::int AS owed FROM (SELECT FROM store.outbox LIMIT $1) AS counted",
      [MOST_COUNTED],
    );
    return rows[0]?.owed ?? 0;
  });
}

/**
 * Sends what the outbox holds, oldest first, and deletes what Kafka acknowledged. Several processes may do so.
 * @param sweepAfterMs when to append to the topics again, so that compaction reaches what was superseded.
 * @returns how many records were sent.
 */
export async function drainOutbox(
  pool: PostgresPool,
  producer: Producer,
  sweepAfterMs: number,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string; topic: string; key: string; value: string | null }>(
      "SELECT id, topic, key, value FROM store.outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED",
      [SEND_AT_ONCE],
    );
    if (rows.length === 0) return 0;
    await producer.send(rows);
    await client.query("DELETE FROM store.outbox WHERE id = ANY($1)", [rows.map(({ id }) => id)]);
    await client.query(
      `INSERT INTO store.sweeps (topic, due_at)
         SELECT topic, now() + $2 * interval '1 ms' FROM unnest($1::text[]) AS topic
         ON CONFLICT (topic) DO UPDATE SET due_at = EXCLUDED.due_at`,
      [[...new Set(rows.map(({ topic }) => topic))], sweepAfterMs],
    );
    return rows.length;
  });
}

/** The key of the tombstones that only make a segment roll; no record has it. */
export const SWEEP_KEY = "~sweep";

/** Appends to every partition of the topics that are due. */
export async function sweepTopics(pool: PostgresPool, producer: Producer, partitions: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ topic: string }>(
      `DELETE FROM store.sweeps WHERE topic IN (
         SELECT topic FROM store.sweeps WHERE due_at <= now() FOR UPDATE SKIP LOCKED
       ) RETURNING topic`,
    );
    await producer.send(
      rows.flatMap(({ topic }) =>
        Array.from({ length: partitions }, (_, partition) => ({
          topic,
          key: SWEEP_KEY,
          value: null,
          partition,
        })),
      ),
    );
  });
}
