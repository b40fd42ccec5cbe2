// Takes everything out of a set of engines, so that one set serves many worlds.
import { MongoClient } from "mongodb";
import neo4j from "neo4j-driver";
import { Client, escapeIdentifier } from "pg";
import { cleanTopic, deadTopic, KINDS, PREDICTIONS_TOPIC, rawTopic } from "@atelier/contracts/kinds.ts";
import type { Connections } from "@atelier/engines/engines.ts";
import type { KafkaClient } from "@atelier/platform/kafka.ts";

const OWN_DATABASES = new Set(["admin", "config", "local"]);

export const ALL_TOPICS = [
  ...KINDS.flatMap((kind) => [rawTopic(kind), cleanTopic(kind), deadTopic(kind)]),
  PREDICTIONS_TOPIC,
];

/** Nobody may be consuming. With its topics, the offsets of a group go too. */
export async function emptyEngines(connections: Connections, kafka: KafkaClient): Promise<void> {
  await Promise.all([kafka.deleteTopics(ALL_TOPICS), emptyStores(connections)]);
}

export async function emptyStores({ postgres, mongo, neo4j: graph }: Connections): Promise<void> {
  await Promise.all([emptyPostgres(postgres), emptyMongo(mongo.url), emptyGraph(graph)]);
}

async function emptyPostgres({ adminUrl, ownerUrl }: Connections["postgres"]): Promise<void> {
  const { pathname, username } = new URL(ownerUrl);
  const database = escapeIdentifier(pathname.slice(1));
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${database} OWNER ${escapeIdentifier(username)}`);
    await client.query(`REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC`);
  } finally {
    await client.end();
  }
}

/** The relational store's authority on where its loader stands. */
export async function forgetOffsets({ postgres }: Connections): Promise<void> {
  const client = new Client({ connectionString: postgres.ownerUrl });
  await client.connect();
  try {
    await client.query("DELETE FROM store.offsets");
  } finally {
    await client.end();
  }
}

async function emptyMongo(url: string): Promise<void> {
  const client = await MongoClient.connect(url);
  try {
    const { databases } = await client.db("admin").admin().listDatabases();
    for (const { name } of databases) if (!OWN_DATABASES.has(name)) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}

async function emptyGraph({ url, username, password }: Connections["neo4j"]): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(username, password));
  const session = driver.session();
  try {
    await session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS");
  } finally {
    await session.close();
    await driver.close();
  }
}
