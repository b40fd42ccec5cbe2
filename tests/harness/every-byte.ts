// Everything that a lab has written anywhere, as named streams of bytes: tables, documents, graph, topics, logs, metrics and
// process arguments. Compressed and base64 values come a second time, unfolded.
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, inflateSync } from "node:zlib";
import { Binary, MongoClient } from "mongodb";
import neo4j from "neo4j-driver";
import { Client, escapeIdentifier } from "pg";
import Cursor from "pg-cursor";
import type { SearchedStream } from "@atelier/grader/verify/verify.ts";
import type { Connections } from "@atelier/engines/engines.ts";
import type { KafkaClient } from "@atelier/platform/kafka.ts";
import { ALL_TOPICS } from "./reset.ts";
import { waitUntil } from "./wait-until.ts";

const LINE_FEED = Buffer.from("\n");
const ROWS_AT_ONCE = 2000;

export async function* everyTable({ postgres }: Connections): AsyncIterable<SearchedStream> {
  const database = new URL(postgres.ownerUrl).pathname;
  const url = new URL(postgres.adminUrl);
  url.pathname = database;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows } = await client.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
         WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { schema, name } of rows) {
      const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
      yield { name: `postgres ${schema}.${name}`, bytes: tableBytes(client, table) };
    }
  } finally {
    await client.end();
  }
}

async function* tableBytes(client: Client, table: string): AsyncIterable<Uint8Array> {
  const cursor = client.query(new Cursor<Record<string, unknown>>(`SELECT * FROM ${table}`));
  for (;;) {
    const rows = await cursor.read(ROWS_AT_ONCE);
    if (rows.length === 0) return;
    for (const row of rows) yield* unfold(row);
  }
}

export async function* everyCollection({ mongo }: Connections): AsyncIterable<SearchedStream> {
  const client = await MongoClient.connect(mongo.url);
  try {
    const { databases } = await client.db("admin").admin().listDatabases();
    for (const { name } of databases.filter((one) => one.name !== "admin")) {
      for (const { name: collection } of await client.db(name).listCollections().toArray()) {
        const documents = client.db(name).collection(collection).find();
        yield { name: `mongo ${collection}`, bytes: unfoldAll(documents) };
      }
    }
  } finally {
    await client.close();
  }
}

export async function* wholeGraph({ neo4j: graph }: Connections): AsyncIterable<SearchedStream> {
  const driver = neo4j.driver(graph.url, neo4j.auth.basic(graph.username, graph.password));
  const session = driver.session();
  try {
    const nodes = await session.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties");
    yield { name: "neo4j nodes", bytes: unfoldAll(nodes.records.map((record) => record.toObject())) };
    const links = await session.run("MATCH ()-[r]->() RETURN type(r) AS type, properties(r) AS properties");
    yield { name: "neo4j relationships", bytes: unfoldAll(links.records.map((record) => record.toObject())) };
  } finally {
    await session.close();
    await driver.close();
  }
}

/** All records of all topics, from zero to where they end now. */
export async function* everyTopic(kafka: KafkaClient, groupId: string): AsyncIterable<SearchedStream> {
  const records = new Map<string, Buffer[]>(ALL_TOPICS.map((topic) => [topic, []]));
  const ends = await kafka.endOffsets(ALL_TOPICS);
  const reached = new Map<string, bigint>();
  const consumer = await kafka.consumer({
    groupId,
    topics: ALL_TOPICS,
    maxRecords: ROWS_AT_ONCE,
    concurrency: 1,
    apply: ({ topic, partition, records: batch, next }) => {
      for (const { key, value } of batch) records.get(topic)?.push(Buffer.from(key), value ?? LINE_FEED);
      reached.set(`${topic}/${partition}`, next);
      return Promise.resolve("applied");
    },
    onCrash: (error) => {
      throw error;
    },
  });
  try {
    await waitUntil(
      "all topics to be read",
      () =>
        ends.every(
          ({ topic, partition, low, high }) => (reached.get(`${topic}/${partition}`) ?? low) >= high,
        ) || undefined,
    );
  } finally {
    await consumer.close();
  }
  for (const [topic, values] of records) yield { name: `topic ${topic}`, bytes: unfoldAll(values) };
}

/** Logs and printed results of the services, and the logs of the engines. */
export async function* everyLog(folder: string): AsyncIterable<SearchedStream> {
  for (const logs of [join(folder, "log"), join(folder, "engines", "log")]) {
    for (const name of await readdir(logs))
      yield { name: `log ${name}`, bytes: createReadStream(join(logs, name)) };
  }
}

export async function* everyMetric(urls: readonly string[]): AsyncIterable<SearchedStream> {
  for (const url of urls) {
    const answer = await fetch(url);
    yield {
      name: `metrics ${new URL(url).port}`,
      bytes: unfoldAll([Buffer.from(await answer.arrayBuffer())]),
    };
  }
}

/** Arguments of the given processes and of all their descendants. */
export async function* everyArgument(roots: readonly number[]): AsyncIterable<SearchedStream> {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "latin1").catch(() => "");
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
  }
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && (roots.includes(pid) || isOurs(parents.get(pid)));
  const pids = [...parents.keys()].filter(isOurs);
  // One that ended meanwhile has none any more.
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`).catch(() => Buffer.alloc(0))),
  );
  yield { name: "process arguments", bytes: unfoldAll(lines) };
}

async function* unfoldAll(values: Iterable<unknown> | AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  for await (const value of values) yield* unfold(value);
}

/** A value as text, then each part of it that was encoded, as what it stood for. */
function* unfold(value: unknown): Iterable<Uint8Array> {
  if (value instanceof Uint8Array || value instanceof Binary) {
    const bytes = value instanceof Binary ? value.buffer : value;
    yield bytes;
    yield LINE_FEED;
    const inflated = inflate(bytes);
    if (inflated) yield* unfold(inflated);
  } else if (typeof value === "string") {
    yield Buffer.from(`${value}\n`);
    if (BASE64.test(value)) yield* unfold(Buffer.from(value, "base64"));
  } else if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      yield Buffer.from(`${key}:`);
      yield* unfold(part);
    }
  } else yield Buffer.from(`${String(value)}\n`);
}

/** Worth decoding: shorter ones are found by the scanner as they are. */
const BASE64 = /^[A-Za-z0-9+/]{64,}={0,2}$/;

function inflate(bytes: Uint8Array): Uint8Array | undefined {
  const [first, second] = bytes;
  const isGzip = first === 0x1f && second === 0x8b;
  if (!isGzip && first !== 0x78) return undefined;
  try {
    return isGzip ? gunzipSync(bytes) : inflateSync(bytes);
  } catch {
    // It only began like one.
    return undefined;
  }
}
