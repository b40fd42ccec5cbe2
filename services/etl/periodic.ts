// What the loaders do beside consuming: pay what the outbox owes, and run the integrity checks.
import { setTimeout as delay } from "node:timers/promises";
import { RetryableError } from "@atelier/platform/errors.ts";
import type { Producer } from "@atelier/platform/kafka.ts";
import type { Logger } from "@atelier/platform/log.ts";
import type { PostgresPool } from "@atelier/platform/postgres.ts";
import { countOutbox, drainOutbox, sweepTopics } from "./adapters/postgres/outbox.ts";
import type { IntegrityResult } from "./integrity.ts";
import type { EtlMetrics } from "./metrics.ts";
import { SEGMENT_MS } from "./topics.ts";

const OUTBOX_EVERY_MS = 250;
/** The segment's own age, and a margin for clocks. */
const SWEEP_AFTER_MS = SEGMENT_MS + 5000;

/** Runs `work` again and again, `everyMs` apart, until `signal` aborts; a store that is away is waited for. */
async function every(
  everyMs: number,
  work: () => Promise<void>,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      await delay(everyMs, undefined, { signal });
    } catch {
      return; // told to stop
    }
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      log.warn({ code: error.code }, "the store is away, trying again");
    }
  }
}

export interface DebtOptions {
  readonly pool: PostgresPool;
  readonly producer: Producer;
  readonly partitions: number;
  readonly metrics: EtlMetrics;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Sends what the outbox holds, and appends to the topics in which something superseded must be compacted. */
export function settleDebts({
  pool,
  producer,
  partitions,
  metrics,
  log,
  signal,
}: DebtOptions): Promise<void> {
  return every(
    OUTBOX_EVERY_MS,
    async () => {
      metrics.outboxLength(await countOutbox(pool));
      for (let sent = -1; sent !== 0 && !signal.aborted;) {
        sent = await metrics.timed("postgres", "drain-outbox", () =>
          drainOutbox(pool, producer, SWEEP_AFTER_MS),
        );
      }
      await metrics.timed("postgres", "sweep-topics", () => sweepTopics(pool, producer, partitions));
    },
    log,
    signal,
  );
}

export function watchIntegrity(
  everyMs: number,
  check: () => Promise<IntegrityResult[]>,
  { metrics, log }: { readonly metrics: EtlMetrics; readonly log: Logger },
  signal: AbortSignal,
): Promise<void> {
  return every(
    everyMs,
    async () => {
      for (const { name, violations, examples } of await check()) {
        metrics.integrity(name, violations);
        if (violations > 0) log.error({ check: name, violations, examples }, "integrity check violated");
      }
    },
    log,
    signal,
  );
}
