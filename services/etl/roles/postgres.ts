// The PostgreSQL loader as a process, with what it does beside loading.
import { consume } from "@atelier/platform/consume.ts";
import { sideBySide } from "@atelier/platform/side-by-side.ts";
import { createPostgresLoader } from "../adapters/postgres/loader.ts";
import type { ConfigOf } from "../config.ts";
import { checkPostgres } from "../integrity.ts";
import { settleDebts, watchIntegrity } from "../periodic.ts";
import { postgresOf } from "./postgres-pool.ts";
import { consumerOf, kafkaOf, topicsOf, type Deps } from "./role.ts";

/** Two transactions' worth: while the database works on one, the next is read. */
const FETCH_BYTES = 2 << 20;

export async function runPostgres(
  config: ConfigOf<"postgres">,
  deps: Deps,
  signal: AbortSignal,
): Promise<void> {
  const kafka = kafkaOf(config, "loader-postgres", deps.log);
  const pool = postgresOf(config, config.CONCURRENCY + 2);
  const loader = createPostgresLoader(pool, deps.crash);
  const producer = await kafka.producer();
  const check = () =>
    deps.metrics.timed("postgres", "check-integrity", () => checkPostgres(pool, new Date()));
  try {
    await sideBySide(signal, (both) => [
      consume({
        ...consumerOf(config, deps),
        kafka,
        groupId: "loader-postgres",
        ...topicsOf("loader-postgres"),
        maxPartitionBytes: FETCH_BYTES,
        startOffset: (...place) =>
          deps.metrics.timed("postgres", "start-offset", () => loader.startOffset(...place)),
        apply: (batch) => deps.metrics.timed("postgres", "apply", () => loader.apply(batch)),
        signal: both,
      }),
      settleDebts({ pool, producer, partitions: config.TOPIC_PARTITIONS, ...deps, signal: both }),
      watchIntegrity(config.INTEGRITY_EVERY_MS, check, deps, both),
    ]);
  } finally {
    await producer.close();
    await pool.end();
  }
}
