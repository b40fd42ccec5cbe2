// Configuration of the ETL's processes: one of them per role, each asks only for what it needs.
import { ENVIRONMENT, STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { MetricsConfig } from "@atelier/platform/listen-config.ts";
import { z } from "zod";

const required = z.string().min(1);

const Common = MetricsConfig.extend({
  [ENVIRONMENT.kafkaBrokers]: required,
  [ENVIRONMENT.kafkaUsername]: required,
  [ENVIRONMENT.kafkaPassword]: required,
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** For the chaos tests: see platform/crash-point.ts. */
  CRASH_AT: z.string().optional(),
  /** Records in one transaction, at most. */
  MAX_BATCH_RECORDS: z.coerce.number().int().min(1).max(20_000).default(1500),
  /** Partitions that one process works on at the same time. */
  CONCURRENCY: z.coerce.number().int().min(1).max(32).default(3),
  /** Of every topic; fixed once the topics are there. */
  TOPIC_PARTITIONS: z.coerce.number().int().min(1).max(64).default(2),
  /** How often a loader runs the integrity checks of its store. */
  INTEGRITY_EVERY_MS: z.coerce.number().int().min(1000).default(60_000),
});

const Postgres = { [ENVIRONMENT.postgresUrl]: z.url({ protocol: /^postgres(ql)?$/ }) };
const Mongo = { [ENVIRONMENT.mongoUrl]: z.url({ protocol: /^mongodb$/ }) };
const Neo4j = {
  [ENVIRONMENT.neo4jUrl]: z.url({ protocol: /^bolt$/ }),
  [ENVIRONMENT.neo4jUsername]: required,
  [ENVIRONMENT.neo4jPassword]: required,
};

export const Config = z.discriminatedUnion("ETL_ROLE", [
  Common.extend({
    /** Makes topics, tables, roles, indexes, constraints. `POSTGRES_URL` is the owner's. */
    ETL_ROLE: z.literal("setup"),
    ...Postgres,
    ...Mongo,
    ...Neo4j,
    LOADER_PASSWORD: required,
    READER_PASSWORD: required,
    MODEL_PASSWORD: required,
    DASHBOARD_PASSWORD: required,
  }),
  Common.extend({ ETL_ROLE: z.literal("normaliser") }),
  Common.extend({
    ETL_ROLE: z.literal("postgres"),
    ...Postgres,
    /** When given, the role `loader` connects in place of the one that `POSTGRES_URL` names. */
    LOADER_PASSWORD: required.optional(),
  }),
  Common.extend({ ETL_ROLE: z.literal("mongo"), ...Mongo }),
  Common.extend({ ETL_ROLE: z.literal("neo4j"), ...Neo4j }),
  /** Runs every control once and writes OUTPUT_DIR/quality.json; the process ends with 1 when one finds a violation. */
  Common.extend({
    ETL_ROLE: z.literal("quality"),
    ...Postgres,
    ...Mongo,
    ...Neo4j,
    LOADER_PASSWORD: required.optional(),
    [ENVIRONMENT.siteUrl]: z.url(),
    [ENVIRONMENT.partnerUrl]: z.url(),
    [ENVIRONMENT.partnerKey]: required,
    [STAGE_ENVIRONMENT.outputDir]: required,
    [STAGE_ENVIRONMENT.now]: z.iso.datetime({ offset: true }).optional(),
    /** Nothing of a kind was seen for so long: its collection has stopped. */
    STALE_AFTER_HOURS: z.coerce.number().positive().default(24),
  }),
  /** Removes from the raw layer what is older than its retention by NOW, or else by the source's clock. */
  Common.extend({
    ETL_ROLE: z.literal("retention"),
    ...Mongo,
    [ENVIRONMENT.siteUrl]: z.url(),
    [STAGE_ENVIRONMENT.now]: z.iso.datetime({ offset: true }).optional(),
  }),
  /** Ends once every loader has applied all that the log holds. */
  Common.extend({ ETL_ROLE: z.literal("settled"), ...Postgres, LOADER_PASSWORD: required.optional() }),
  /** Runs the integrity checks once; the process ends with 1 when one finds a violation. */
  Common.extend({
    ETL_ROLE: z.literal("checks"),
    ...Postgres,
    ...Neo4j,
    LOADER_PASSWORD: required.optional(),
  }),
]);
export type Config = z.infer<typeof Config>;
export type ConfigOf<R extends Config["ETL_ROLE"]> = Extract<Config, { ETL_ROLE: R }>;

/** As the process is called in logs and metrics: a loader by its consumer group. */
export const serviceName = (role: string) => (LOADERS.has(role) ? `loader-${role}` : role);
const LOADERS = new Set(["postgres", "mongo", "neo4j"]);
