// The PostgreSQL loader: each batch is one transaction of rows, refusals, debts to the log and the partition's next
// offset, so that all of it happened or none. The offsets row is the authority, and it is fenced: an instance that
// was paused while another took its partition finds another `next` than the one it left, and writes nothing.
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import type { Batch } from "@atelier/platform/kafka.ts";
import {
  inTransaction,
  sqlState,
  type PostgresClient,
  type PostgresPool,
} from "@atelier/platform/postgres.ts";
import { applyBatch, writerOf, type WriteRecords } from "./apply.ts";
import { createLedger } from "./ledger.ts";
import { writeRejects } from "./rejects.ts";

export interface PostgresLoader {
  /** Where a partition stands, by the authority. */
  startOffset(topic: string, partition: number): Promise<bigint>;
  /**
   * Applies a batch once.
   * @throws RetryableError when PostgreSQL is away: nothing was applied.
   */
  apply(batch: Batch): Promise<"applied" | "fenced">;
}

class Fenced extends Error {}

export function createPostgresLoader(pool: PostgresPool, crash: CrashPoint): PostgresLoader {
  const ledger = createLedger();
  /** `next` as this instance left it, by topic/partition. */
  const positions = new Map<string, bigint>();

  async function applyOnce(batch: Batch, write: (client: PostgresClient) => WriteRecords): Promise<void> {
    const place = `${batch.topic}/${batch.partition}`;
    await inTransaction(pool, async (client) => {
      await ledger.open(client, batch.topic === "clean.erasures" ? "exclusive" : "shared");
      const moved = await client.query({
        name: "fence",
        text: "UPDATE store.offsets SET next = $3 WHERE topic = $1 AND partition = $2 AND next = $4",
        values: [batch.topic, batch.partition, batch.next, positions.get(place) ?? 0n],
      });
      if (moved.rowCount !== 1) throw new Fenced();
      await applyBatch(client, ledger, batch, write(client));
      crash("written", batch.records.length);
    });
    positions.set(place, batch.next);
    crash("committed", batch.records.length);
  }

  return {
    async startOffset(topic, partition) {
      const next = await inTransaction(pool, async (client) => {
        await client.query("INSERT INTO store.offsets VALUES ($1, $2, 0) ON CONFLICT DO NOTHING", [
          topic,
          partition,
        ]);
        const { rows } = await client.query<{ next: string }>(
          "SELECT next FROM store.offsets WHERE topic = $1 AND partition = $2",
          [topic, partition],
        );
        return BigInt(rows[0]?.next ?? 0);
      });
      positions.set(`${topic}/${partition}`, next);
      return next;
    },

    async apply(batch) {
      crash("fetched", batch.records.length);
      try {
        await applyOnce(batch, writerOf).catch(async (error: unknown) => {
          if (!isRefusedValue(error)) throw error;
          await applyOnce(batch, cautiousWriterOf);
        });
        return "applied";
      } catch (error) {
        if (error instanceof Fenced) return "fenced";
        throw error;
      }
    },
  };
}

/** A value that the schema let through and a column does not: data exceptions and violated constraints. */
function isRefusedValue(error: unknown): boolean {
  return /^(22|23)/.test(sqlState(error) ?? "");
}

/** Finds the records that PostgreSQL refuses by halving, and keeps them as rejects; the others are written. */
function cautiousWriterOf(client: PostgresClient): WriteRecords {
  const write = writerOf(client);
  const cautious: WriteRecords = async (kind, records) => {
    await client.query("SAVEPOINT records");
    try {
      const accepted = await write(kind, records);
      await client.query("RELEASE SAVEPOINT records");
      return accepted;
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      await client.query("ROLLBACK TO SAVEPOINT records");
    }
    const [only] = records;
    if (only && records.length === 1) {
      const { source, id, hash, observedAt, version, subjects } = only;
      const reason = "a value that the relational store refuses";
      await writeRejects(client, [
        { source, kind, pointer: id, hash, rule: "schema", reason, observedAt, subjects, version },
      ]);
      return 1;
    }
    const middle = Math.floor(records.length / 2);
    return (await cautious(kind, records.slice(0, middle))) + (await cautious(kind, records.slice(middle)));
  };
  return cautious;
}
