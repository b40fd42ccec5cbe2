// Where the scorer stands, and the loaders before it. As with the PostgreSQL loader, a row written in the transaction of
// what it speaks of is the authority, and it is fenced.
import { RetryableError } from "@atelier/platform/errors.ts";
import type { Positions } from "@atelier/model-store/graph.ts";
import { inTransaction, type PostgresClient, type PostgresPool } from "@atelier/platform/postgres.ts";
import { setTimeout as delay } from "node:timers/promises";

export interface Place {
  readonly topic: string;
  readonly partition: number;
}

export interface Position {
  readonly next: bigint;
  readonly published: bigint;
}

export const nameOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;

export async function readPosition(pool: PostgresPool, { topic, partition }: Place): Promise<Position> {
  return inTransaction(pool, async (client) => {
    await client.query("INSERT INTO store.scorer_offsets VALUES ($1, $2, 0, 0) ON CONFLICT DO NOTHING", [
      topic,
      partition,
    ]);
    const { rows } = await client.query<{ next: string; published: string }>(
      "SELECT next, published FROM store.scorer_offsets WHERE topic = $1 AND partition = $2",
      [topic, partition],
    );
    return { next: BigInt(rows[0]?.next ?? 0), published: BigInt(rows[0]?.published ?? 0) };
  });
}

/** @returns whether the partition still stood at `from`: else somebody else has moved it. */
export async function moveFrom(
  client: PostgresClient,
  { topic, partition }: Place,
  from: bigint,
  next: bigint,
): Promise<boolean> {
  const { rowCount } = await client.query(
    "UPDATE store.scorer_offsets SET next = $3 WHERE topic = $1 AND partition = $2 AND next = $4",
    [topic, partition, next, from],
  );
  return rowCount === 1;
}

export async function markPublished(client: PostgresClient, { topic, partition }: Place, next: bigint) {
  await client.query(
    `UPDATE store.scorer_offsets SET published = $3
     WHERE topic = $1 AND partition = $2 AND published < $3 AND next >= $3`,
    [topic, partition, next],
  );
}

/** How much of the log the relational store holds. */
export async function readLoaded(pool: PostgresPool): Promise<Positions> {
  const { rows } = await inTransaction(pool, (client) =>
    client.query<{ place: string; next: string }>(
      "SELECT topic || '/' || partition AS place, next FROM store.offsets",
    ),
  );
  return new Map(rows.map(({ place, next }) => [place, BigInt(next)]));
}

const FIRST_REST_MS = 10;
const LONGEST_REST_MS = 500;
const DEADLINE_MS = 30_000;

/** @throws RetryableError `loader-behind` saying by how much, when it has not come after half a minute. */
export async function awaitPositions(
  loader: string,
  wanted: Positions,
  read: () => Promise<Positions>,
  signal: AbortSignal,
  deadlineMs = DEADLINE_MS,
): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  for (let rest = FIRST_REST_MS; ; rest = Math.min(2 * rest, LONGEST_REST_MS)) {
    const reached = await read();
    const behind = [...wanted].filter(([place, next]) => (reached.get(place) ?? 0n) < next);
    if (behind.length === 0) return;
    if (performance.now() > deadline) {
      const lags = behind.map(([place, next]) => `${place} by ${next - (reached.get(place) ?? 0n)}`);
      throw new RetryableError("loader-behind", `${loader} is behind: ${lags.join(", ")}`);
    }
    await delay(rest, undefined, { signal });
  }
}
