// Everything that must be there before the first record: topics, schema and roles, indexes, constraints. Safe to run
// again.
import type { Logger } from "@atelier/platform/log.ts";
import { connectKafka } from "@atelier/platform/kafka.ts";
import { connectMongo } from "@atelier/platform/mongo.ts";
import { connectNeo4j } from "@atelier/platform/neo4j.ts";
import { connectPostgres } from "@atelier/platform/postgres.ts";
import { untilAvailable } from "@atelier/platform/until-available.ts";
import { setUpMongo } from "../adapters/mongo/set-up.ts";
import { setUpNeo4j } from "../adapters/neo4j/set-up.ts";
import { setUpPostgres } from "../adapters/postgres/set-up.ts";
import type { ConfigOf } from "../config.ts";
import { setUpTopics } from "../topics.ts";

export async function runSetUp(config: ConfigOf<"setup">, log: Logger, signal: AbortSignal): Promise<void> {
  const kafka = connectKafka(
    {
      brokers: config.KAFKA_BROKERS,
      username: config.KAFKA_USERNAME,
      password: config.KAFKA_PASSWORD,
      clientId: "setup",
    },
    log,
  );
  const pool = connectPostgres({ url: config.POSTGRES_URL, maxConnections: 1, applicationName: "etl-setup" });
  const mongo = connectMongo(config.MONGO_URL);
  const graph = connectNeo4j({
    url: config.NEO4J_URL,
    username: config.NEO4J_USERNAME,
    password: config.NEO4J_PASSWORD,
  });
  const passwords = {
    loader: config.LOADER_PASSWORD,
    reader: config.READER_PASSWORD,
    model: config.MODEL_PASSWORD,
    dashboard: config.DASHBOARD_PASSWORD,
  };
  const parts: (() => Promise<void>)[] = [
    () => setUpTopics(kafka, config.TOPIC_PARTITIONS),
    () => setUpPostgres(pool, passwords, log),
    () => setUpMongo(mongo.db),
    () => setUpNeo4j(graph),
  ];
  try {
    await Promise.all(parts.map((part) => untilAvailable(part, log, signal)));
  } finally {
    await Promise.all([pool.end(), mongo.close(), graph.close()]);
  }
}
