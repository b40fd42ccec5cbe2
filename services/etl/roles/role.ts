// What every role is made of: its settings, and what it is handed.
import { GROUP_TOPICS } from "@atelier/contracts/groups.ts";
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import { connectKafka } from "@atelier/platform/kafka.ts";
import type { Logger } from "@atelier/platform/log.ts";
import type { Config, ConfigOf } from "../config.ts";
import type { EtlMetrics } from "../metrics.ts";

export interface Deps {
  readonly log: Logger;
  readonly metrics: EtlMetrics;
  readonly crash: CrashPoint;
  /** For the result of `checks`. */
  readonly print: (line: string) => void;
}

export const topicsOf = <G extends keyof typeof GROUP_TOPICS>(group: G) => ({ topics: GROUP_TOPICS[group] });

export const kafkaOf = (config: Config, clientId: string, log: Logger) =>
  connectKafka(
    {
      brokers: config.KAFKA_BROKERS,
      username: config.KAFKA_USERNAME,
      password: config.KAFKA_PASSWORD,
      clientId,
    },
    log,
  );

export const neo4jOf = (config: ConfigOf<"neo4j" | "checks" | "quality">) => ({
  url: config.NEO4J_URL,
  username: config.NEO4J_USERNAME,
  password: config.NEO4J_PASSWORD,
});

export const consumerOf = (config: Config, { crash, metrics, log }: Deps) => ({
  maxRecords: config.MAX_BATCH_RECORDS,
  concurrency: config.CONCURRENCY,
  crash,
  metrics,
  log,
});
