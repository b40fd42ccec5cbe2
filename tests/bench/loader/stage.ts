// What the loaders' contest plays on: engines of its own, the lab's tables, one topic filled once.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Client } from "pg";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { cleanTopic } from "@atelier/contracts/kinds.ts";
import { connectionEnvironment, startEngines, type EngineSet } from "@atelier/engines/engines.ts";
import { LOADER_ROLE } from "@atelier/etl/adapters/postgres/role-names.ts";
import { setUpPostgres } from "@atelier/etl/adapters/postgres/set-up.ts";
import { setUpTopics } from "@atelier/etl/topics.ts";
import { connectKafka, type KafkaClient, type OutgoingRecord } from "@atelier/platform/kafka.ts";
import { createLog, type Logger } from "@atelier/platform/log.ts";
import { connectPostgres } from "@atelier/platform/postgres.ts";
import type { Settings } from "../bench.ts";
import { cpuSecondsOfTree } from "../measure/process.ts";
import { reviewRecords } from "./review-records.ts";
import { BODY_TYPE, CONTENT_CHECKSUM, TABLE } from "./target.ts";

export const TOPIC = cleanTopic("reviews");
const LOADER_GROUP = "loader-postgres";
const PARTITIONS = 3;
const PRODUCE_AT_ONCE = 1000;
/** Enough of the last keys that every partition has some. */
const TAIL = 300;

interface Expected {
  readonly records: number;
  readonly rows: number;
  readonly ratings: number;
  readonly versions: number;
  readonly tail: readonly { readonly id: string; readonly version: number }[];
}

export interface LoaderStage {
  readonly environment: NodeJS.ProcessEnv;
  readonly connections: EngineSet["connections"];
  readonly records: number;
  /** Empties the tables and forgets all consumer groups. */
  reset(): Promise<void>;
  hasRows(): Promise<boolean>;
  /** The last records are there, and with them all others. */
  isComplete(): Promise<boolean>;
  contentChecksum(): Promise<string>;
  postgresCpuSeconds(): number;
  kafkaCpuSeconds(): number;
  close(): Promise<void>;
}

export async function openStage(count: number, settings: Settings): Promise<LoaderStage> {
  const log = createLog("bench", "warn");
  const set = await startEngines({
    profile: "native",
    stateDir: join(settings.workFolder, "engines"),
    only: ["kafka", "postgres"],
  });
  const { connections } = set;
  const kafka = connectKafka({ ...connections.kafka, clientId: "bench" }, log);
  await setUpTopics(kafka, PARTITIONS);
  const loaderUrl = await setUpTables(connections, log);
  const expected = await fillTopic(kafka, count);
  settings.say(`${TOPIC} holds ${expected.records} records of ${expected.rows} reviews`);
  const database = new Client(new URL("/lab", connections.postgres.adminUrl).href);
  await database.connect();
  // A new broker does not know where groups are kept before the first of them has come.
  let isFresh = true;
  const pidOf = (name: string) => set.engines.find((engine) => engine.name === name)?.pid ?? 0;
  const environment = {
    ...settings.environment,
    ...connectionEnvironment(connections),
    [ENVIRONMENT.postgresUrl]: loaderUrl,
  };

  return {
    environment,
    connections,
    records: expected.records,
    async reset() {
      if (!isFresh && (await kafka.committedOffsets(LOADER_GROUP, [TOPIC])).size > 0) {
        await kafka.rewindGroup(LOADER_GROUP);
      }
      isFresh = false;
      await database.query(`TRUNCATE ${TABLE}, store.offsets, store.bench_offsets CASCADE`);
      await database.query(`VACUUM ANALYZE ${TABLE}`);
      await database.query("CHECKPOINT");
    },
    async hasRows() {
      const { rows } = await database.query<{ any: boolean }>(`SELECT EXISTS (SELECT FROM ${TABLE}) AS any`);
      return rows[0]?.any ?? false;
    },
    async isComplete() {
      const { rows } = await database.query<{ count: number }>({
        name: "tail",
        text: `SELECT count(*)::int AS count FROM ${TABLE}
          JOIN unnest($1::text[], $2::bigint[]) AS tail(id, newest) ON review_id = id AND version = newest`,
        values: [expected.tail.map(({ id }) => id), expected.tail.map(({ version }) => version)],
      });
      if (rows[0]?.count !== expected.tail.length) return false;
      const totals = await database.query<Record<"rows" | "ratings" | "versions", number>>(
        `SELECT count(*)::int AS rows, sum(rating)::int AS ratings, sum(version)::int AS versions FROM ${TABLE}`,
      );
      const [found] = totals.rows;
      return (
        found?.rows === expected.rows &&
        found.ratings === expected.ratings &&
        found.versions === expected.versions
      );
    },
    async contentChecksum() {
      const { rows } = await database.query<{ checksum: string }>(CONTENT_CHECKSUM);
      return rows[0]?.checksum ?? "";
    },
    postgresCpuSeconds: () => cpuSecondsOfTree(pidOf("postgres")),
    kafkaCpuSeconds: () => cpuSecondsOfTree(pidOf("kafka")),
    async close() {
      await database.end();
      await set.stop();
    },
  };
}

/** The lab's tables and roles, and the bare peer's offsets. Returns the address for the role of the loaders. */
async function setUpTables(connections: EngineSet["connections"], log: Logger): Promise<string> {
  const password = randomUUID();
  const owner = connectPostgres({
    url: connections.postgres.ownerUrl,
    maxConnections: 1,
    applicationName: "bench",
  });
  const others = { reader: randomUUID(), model: randomUUID(), dashboard: randomUUID() };
  await setUpPostgres(owner, { loader: password, ...others }, log);
  await owner.query(BODY_TYPE);
  // Peers do not know which record of the log a row is.
  await owner.query(
    "ALTER TABLE store.reviews ALTER log_partition SET DEFAULT 0, ALTER log_offset SET DEFAULT 0",
  );
  await owner.query(
    `CREATE TABLE store.bench_offsets (topic text, partition int, next bigint, PRIMARY KEY (topic, partition))`,
  );
  await owner.query(`GRANT ALL ON store.bench_offsets TO ${LOADER_ROLE}`);
  await owner.end();
  const url = new URL(connections.postgres.ownerUrl);
  url.username = LOADER_ROLE;
  url.password = password;
  return url.href;
}

async function fillTopic(kafka: KafkaClient, count: number): Promise<Expected> {
  const producer = await kafka.producer();
  const newest = new Map<string, { rating: number; version: number }>();
  let batch: OutgoingRecord[] = [];
  for (const { key, value, record } of reviewRecords(count)) {
    newest.set(key, { rating: record.body.rating, version: record.version });
    batch.push({ topic: TOPIC, key, value });
    if (batch.length < PRODUCE_AT_ONCE) continue;
    await producer.send(batch);
    batch = [];
  }
  await producer.send(batch);
  await producer.close();
  const all = [...newest.values()];
  return {
    records: count,
    rows: newest.size,
    ratings: all.reduce((sum, { rating }) => sum + rating, 0),
    versions: all.reduce((sum, { version }) => sum + version, 0),
    tail: [...newest].slice(-TAIL).map(([id, { version }]) => ({ id, version })),
  };
}
