// What the ETL's integration tests play on: engines, the set-up done, services of this process started and stopped
// at will, and looks into every store.
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { setTimeout as delay } from "node:timers/promises";
import { GROUP_TOPICS, type GroupId } from "@atelier/contracts/groups.ts";
import type { RawRecord } from "@atelier/contracts/raw.ts";
import { rawTopic } from "@atelier/contracts/kinds.ts";
import { connectionEnvironment, type Connections } from "@atelier/engines/engines.ts";
import { buildApp } from "@atelier/etl/app.ts";
import { Config } from "@atelier/etl/config.ts";
import { createEtlMetrics } from "@atelier/etl/metrics.ts";
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import { connectKafka, type OutgoingRecord } from "@atelier/platform/kafka.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics } from "@atelier/platform/metrics.ts";
import { connectMongo } from "@atelier/platform/mongo.ts";
import { connectNeo4j } from "@atelier/platform/neo4j.ts";
import { connectPostgres } from "@atelier/platform/postgres.ts";

export type Role = Config["ETL_ROLE"];
export type Row = Readonly<Record<string, unknown>>;

export interface RunningService {
  stop(): Promise<void>;
}

export const PASSWORDS = {
  LOADER_PASSWORD: "loader-secret",
  READER_PASSWORD: "reader-secret",
  MODEL_PASSWORD: "model-secret",
  DASHBOARD_PASSWORD: "dashboard-secret",
};
const ALL_TOPICS = [...new Set(Object.values(GROUP_TOPICS).flat())];
const DEADLINE_MS = 60_000;

/** @throws Error saying what it waited for. */
export async function waitUntil(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${DEADLINE_MS / 1000} s until ${what}`);
    await delay(50);
  }
}

/** JSON with the keys in order: equal contents give equal texts. */
const canonicalText = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

export async function openStage(connections: Connections) {
  const log = createLog("test", process.env["TEST_LOG_LEVEL"] ?? "silent");
  const kafka = connectKafka({ ...connections.kafka, clientId: "test" }, log);
  const owner = connectPostgres({
    url: connections.postgres.ownerUrl,
    maxConnections: 3,
    applicationName: "test",
  });
  const mongo = connectMongo(connections.mongo.url);
  const graph = connectNeo4j(connections.neo4j);
  const producer = await kafka.producer();
  const environment = { ...connectionEnvironment(connections), ...PASSWORDS };

  const appOf = (role: Role, overrides: Record<string, string> = {}, crash: CrashPoint = () => undefined) =>
    buildApp(Config.parse({ ...environment, ETL_ROLE: role, ...overrides }), {
      log,
      crash,
      metrics: createEtlMetrics(createMetrics(role)),
      print: () => undefined,
    });

  const sql = async <T extends Row = Row>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await owner.query<T>(text, values)).rows;

  return {
    kafka,
    mongo: mongo.db,
    graph,
    sql,
    environment,

    /** Runs a role that ends by itself. */
    complete: (role: Role, overrides?: Record<string, string>) =>
      appOf(role, overrides).run(new AbortController().signal),

    /** Starts a role that runs until stopped; `stop` rejects when it failed meanwhile. */
    start(role: Role, overrides?: Record<string, string>, crash?: CrashPoint): RunningService {
      const controller = new AbortController();
      const ended = appOf(role, overrides, crash).run(controller.signal);
      // Seen at `stop`; until then it must not count as unhandled.
      ended.catch(() => undefined);
      return {
        stop() {
          controller.abort();
          return ended;
        },
      };
    },

    send: (records: readonly OutgoingRecord[]) => producer.send(records),

    publish: (records: readonly RawRecord[]) =>
      producer.send(
        records.map((record) => ({
          topic: rawTopic(record.kind),
          key: record.id,
          value: JSON.stringify(record),
        })),
      ),

    /** Everything that the groups read is applied, and nothing is owed to the log. */
    quiescence: (groups: readonly GroupId[]) =>
      waitUntil(`${groups.join(", ")} are done`, async () => {
        const ends = await kafka.endOffsets(ALL_TOPICS);
        for (const group of groups) {
          const committed = await kafka.committedOffsets(group, GROUP_TOPICS[group]);
          const isBehind = ends
            .filter(({ topic }) => GROUP_TOPICS[group].some((read) => read === topic))
            .some(
              ({ topic, partition, high, low }) => high > (committed.get(`${topic}/${partition}`) ?? low),
            );
          if (isBehind) return false;
        }
        const [owed] = await sql<{ count: string }>("SELECT count(*) FROM store.outbox");
        // What one group did while the others were looked at shows here.
        return owed?.count === "0" && isDeepStrictEqual(await kafka.endOffsets(ALL_TOPICS), ends);
      }),

    /** Everything the stores show, in an order of its own: equal stores give equal contents. */
    async contents(): Promise<Row> {
      const views = await sql<{ table_name: string }>(
        "SELECT table_name FROM information_schema.views WHERE table_schema = 'lab' ORDER BY 1",
      );
      const relational: Record<string, unknown> = {};
      for (const { table_name: view } of views) {
        const rows = await sql(`SELECT v::text FROM lab.${view} v ORDER BY 1`);
        relational[view] = rows.map(({ v }) => v);
      }
      const documents: Record<string, unknown> = {};
      for (const name of ["raw", "reviews", "files", "forgotten"]) {
        const found = await mongo.db.collection(name).find().toArray();
        documents[name] = found.map(canonicalText).toSorted();
      }
      const graphed = await graph.read(async (transaction) => {
        const nodes = await transaction.run(
          "MATCH (n) WHERE NOT n:Ledger RETURN labels(n) AS labels, properties(n) AS properties",
        );
        const links = await transaction.run(
          "MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.key) AS a, type(r) AS type, coalesce(b.id, b.key) AS b",
        );
        return [...nodes.records, ...links.records].map((row) => canonicalText(row.toObject())).toSorted();
      });
      return { relational, documents, graphed };
    },

    /** The last value that a topic holds of a key: null for a tombstone, undefined for none. */
    async latest(topic: string, key: string): Promise<unknown> {
      const ends = await kafka.endOffsets([topic]);
      const left = new Set(ends.filter(({ high }) => high > 0n).map(({ partition }) => partition));
      const done = Promise.withResolvers<void>();
      let latest: unknown;
      const consumer = await kafka.consumer({
        groupId: `look-${randomUUID()}`,
        topics: [topic],
        maxRecords: 1000,
        concurrency: 1,
        async apply({ partition, records, next }) {
          for (const record of records) {
            if (record.key === key) latest = JSON.parse(record.value?.toString("utf8") ?? "null");
          }
          if (ends.some((end) => end.partition === partition && next >= end.high)) left.delete(partition);
          if (left.size === 0) done.resolve();
          return "applied";
        },
        onCrash: done.reject,
      });
      await done.promise;
      await consumer.close();
      return latest;
    },

    /** As after a loss of all three stores: empty, and set up again. */
    async emptyStores(): Promise<void> {
      await sql("DROP SCHEMA lab CASCADE");
      await sql("DROP SCHEMA store CASCADE");
      await mongo.db.dropDatabase();
      await graph.run("MATCH (n) DETACH DELETE n");
      await appOf("setup").run(new AbortController().signal);
    },

    async close(): Promise<void> {
      await Promise.all([producer.close(), owner.end(), mongo.close(), graph.close()]);
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
