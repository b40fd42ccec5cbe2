// The bare peer of the PostgreSQL loader: kafkajs and one `unnest` statement a batch, with the same guarantees and
// nothing more. The newest version of a key wins, and the next offset is written in the transaction of the rows.
// No validation, ledger, fencing, metrics or dead letters.
import { Kafka, logLevel, type KafkaMessage } from "kafkajs";
import { Pool } from "pg";
import type { CleanBody, CleanRecord } from "@atelier/contracts/clean.ts";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { UNNEST_UPSERT } from "../loader/target.ts";

const MAX_RECORDS = 5000;
const CONCURRENCY = 3;

type ReviewRecord = CleanRecord & { readonly body: CleanBody<"reviews"> };

const environment = process.env;
const pool = new Pool({ connectionString: environment[ENVIRONMENT.postgresUrl], max: CONCURRENCY });
const kafka = new Kafka({
  brokers: [environment[ENVIRONMENT.kafkaBrokers] ?? ""],
  sasl: {
    mechanism: "scram-sha-256",
    username: environment[ENVIRONMENT.kafkaUsername] ?? "",
    password: environment[ENVIRONMENT.kafkaPassword] ?? "",
  },
  logLevel: logLevel.ERROR,
});

async function write(topic: string, partition: number, messages: readonly KafkaMessage[]): Promise<void> {
  const newest = new Map<string, ReviewRecord>();
  for (const { value } of messages) {
    const record = JSON.parse(value?.toString("utf8") ?? "") as ReviewRecord;
    const known = newest.get(record.id);
    if (!known || known.version <= record.version) newest.set(record.id, record);
  }
  const records = [...newest.values()];
  const next = String(BigInt(messages.at(-1)?.offset ?? 0) + 1n);
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query({
      name: "upsert",
      text: UNNEST_UPSERT,
      values: [
        records.map(({ body }) => body.reviewId),
        records.map(({ body }) => body.productId),
        records.map(({ body }) => body.accountKey),
        records.map(({ body }) => body.rating),
        records.map(({ body }) => body.text),
        records.map(({ body }) => body.writtenAt),
        records.map(({ body }) => body.deviceKey),
        records.map(({ body }) => body.networkKey),
        records.map(({ source }) => source),
        records.map(({ hash }) => hash),
        records.map(({ observedAt }) => observedAt),
        records.map(({ version }) => version),
        // Neither holds anything that an array literal would have to quote.
        records.map(({ subjects }) => `{${subjects.join(",")}}`),
        records.map(({ repairs }) => `{${repairs.join(",")}}`),
      ],
    });
    await client.query({
      name: "offset",
      text: `INSERT INTO store.bench_offsets VALUES ($1, $2, $3)
        ON CONFLICT (topic, partition) DO UPDATE SET next = EXCLUDED.next`,
      values: [topic, partition, next],
    });
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

const consumer = kafka.consumer({
  groupId: process.env["RUN_ID"] ?? "",
  maxBytesPerPartition: 4 << 20,
  maxBytes: 16 << 20,
  minBytes: 1,
  maxWaitTimeInMs: 100,
});
await consumer.connect();
await consumer.subscribe({ topic: process.env["TOPIC"] ?? "", fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachBatchAutoResolve: false,
  partitionsConsumedConcurrently: CONCURRENCY,
  eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
    for (let at = 0; at < batch.messages.length; at += MAX_RECORDS) {
      const part = batch.messages.slice(at, at + MAX_RECORDS);
      await write(batch.topic, batch.partition, part);
      resolveOffset(part.at(-1)?.offset ?? "");
      await heartbeat();
    }
  },
});
