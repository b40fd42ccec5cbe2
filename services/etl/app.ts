// One process of the ETL, by its role: what it connects to, what it runs until told to stop.
import { GROUP_TOPICS } from "@atelier/contracts/groups.ts";
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import { connectKafka } from "@atelier/platform/kafka.ts";
import type { Logger } from "@atelier/platform/log.ts";
import { connectMongo } from "@atelier/platform/mongo.ts";
import { connectNeo4j } from "@atelier/platform/neo4j.ts";
import { connectPostgres, type PostgresPool } from "@atelier/platform/postgres.ts";
import { createMongoLoader } from "./adapters/mongo/loader.ts";
import { createNeo4jLoader } from "./adapters/neo4j/loader.ts";
import { createPostgresLoader } from "./adapters/postgres/loader.ts";
import { LOADER_ROLE } from "./adapters/postgres/set-up.ts";
import type { Config, ConfigOf } from "./config.ts";
import { consume } from "./consume.ts";
import { checkNeo4j, checkPostgres } from "./integrity.ts";
import type { EtlMetrics } from "./metrics.ts";
import { applyNormaliser } from "./normaliser.ts";
import { settleDebts, sideBySide, watchIntegrity } from "./periodic.ts";
import { runSetUp } from "./set-up.ts";

export interface Deps {
  readonly log: Logger;
  readonly metrics: EtlMetrics;
  readonly crash: CrashPoint;
  /** For the result of `checks`. */
  readonly print: (line: string) => void;
}

export interface App {
  /** Resolves once `signal` aborted and everything is closed, or, for a role that ends by itself, when it is done. */
  run(signal: AbortSignal): Promise<void>;
}

export function buildApp(config: Config, deps: Deps): App {
  return { run: (signal) => runRole(config, deps, signal) };
}

function runRole(config: Config, deps: Deps, signal: AbortSignal): Promise<void> {
  if (config.ETL_ROLE === "setup") return runSetUp(config, deps.log, signal);
  if (config.ETL_ROLE === "normaliser") return runNormaliser(config, deps, signal);
  if (config.ETL_ROLE === "postgres") return runPostgres(config, deps, signal);
  if (config.ETL_ROLE === "mongo") return runMongo(config, deps, signal);
  if (config.ETL_ROLE === "neo4j") return runNeo4j(config, deps, signal);
  return runChecks(config, deps);
}

async function runNormaliser(config: ConfigOf<"normaliser">, deps: Deps, signal: AbortSignal): Promise<void> {
  const kafka = kafkaOf(config, "normaliser", deps.log);
  const producer = await kafka.producer();
  try {
    const apply = applyNormaliser(producer, deps);
    await consume({
      ...consumerOf(config, deps),
      kafka,
      groupId: "normaliser",
      ...topicsOf("normaliser"),
      apply,
      signal,
    });
  } finally {
    await producer.close();
  }
}

async function runPostgres(config: ConfigOf<"postgres">, deps: Deps, signal: AbortSignal): Promise<void> {
  const kafka = kafkaOf(config, "loader-postgres", deps.log);
  const pool = postgresOf(config, config.CONCURRENCY + 2);
  const loader = createPostgresLoader(pool, deps.crash);
  const producer = await kafka.producer();
  try {
    await sideBySide(signal, (both) => [
      consume({
        ...consumerOf(config, deps),
        kafka,
        groupId: "loader-postgres",
        ...topicsOf("loader-postgres"),
        startOffset: loader.startOffset,
        apply: loader.apply,
        signal: both,
      }),
      settleDebts({ pool, producer, partitions: config.TOPIC_PARTITIONS, ...deps, signal: both }),
      watchIntegrity(config.INTEGRITY_EVERY_MS, () => checkPostgres(pool, new Date()), deps, both),
    ]);
  } finally {
    await producer.close();
    await pool.end();
  }
}

async function runMongo(config: ConfigOf<"mongo">, deps: Deps, signal: AbortSignal): Promise<void> {
  const kafka = kafkaOf(config, "loader-mongo", deps.log);
  const mongo = connectMongo(config.MONGO_URL);
  try {
    const apply = createMongoLoader(mongo.db, deps.crash);
    await consume({
      ...consumerOf(config, deps),
      kafka,
      groupId: "loader-mongo",
      ...topicsOf("loader-mongo"),
      apply,
      signal,
    });
  } finally {
    await mongo.close();
  }
}

async function runNeo4j(config: ConfigOf<"neo4j">, deps: Deps, signal: AbortSignal): Promise<void> {
  const kafka = kafkaOf(config, "loader-neo4j", deps.log);
  const graph = connectNeo4j(neo4jOf(config));
  try {
    const apply = createNeo4jLoader(graph, deps.crash);
    await sideBySide(signal, (both) => [
      // One writer: transactions side by side would wait for each other's locks.
      consume({
        ...consumerOf(config, deps),
        concurrency: 1,
        kafka,
        groupId: "loader-neo4j",
        ...topicsOf("loader-neo4j"),
        apply,
        signal: both,
      }),
      watchIntegrity(config.INTEGRITY_EVERY_MS, () => checkNeo4j(graph), deps, both),
    ]);
  } finally {
    await graph.close();
  }
}

/** @throws PermanentError naming the checks that found something. */
async function runChecks(config: ConfigOf<"checks">, { print }: Deps): Promise<void> {
  const pool = postgresOf(config, 1);
  const graph = connectNeo4j(neo4jOf(config));
  try {
    const checks = [...(await checkPostgres(pool, new Date())), ...(await checkNeo4j(graph))];
    print(JSON.stringify({ checks }));
    const violated = checks.filter(({ violations }) => violations > 0);
    if (violated.length > 0) {
      throw new PermanentError("integrity", `Violated: ${violated.map(({ name }) => name).join(", ")}`);
    }
  } finally {
    await pool.end();
    await graph.close();
  }
}

const topicsOf = <G extends keyof typeof GROUP_TOPICS>(group: G) => ({ topics: GROUP_TOPICS[group] });

const kafkaOf = (config: Config, clientId: string, log: Logger) =>
  connectKafka(
    {
      brokers: config.KAFKA_BROKERS,
      username: config.KAFKA_USERNAME,
      password: config.KAFKA_PASSWORD,
      clientId,
    },
    log,
  );

const neo4jOf = (config: ConfigOf<"neo4j" | "checks">) => ({
  url: config.NEO4J_URL,
  username: config.NEO4J_USERNAME,
  password: config.NEO4J_PASSWORD,
});

/** As the role `loader` when its password is given, else as whom the URL names. */
function postgresOf(config: ConfigOf<"postgres" | "checks">, maxConnections: number): PostgresPool {
  const url = new URL(config.POSTGRES_URL);
  if (config.LOADER_PASSWORD !== undefined) {
    url.username = LOADER_ROLE;
    url.password = config.LOADER_PASSWORD;
  }
  return connectPostgres({ url: url.href, maxConnections, applicationName: `etl-${config.ETL_ROLE}` });
}

const consumerOf = (config: Config, { crash, metrics, log }: Deps) => ({
  maxRecords: config.MAX_BATCH_RECORDS,
  concurrency: config.CONCURRENCY,
  crash,
  metrics,
  log,
});
