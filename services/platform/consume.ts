// Runs one consumer group until told to stop: every service that reads the log is this, with another `apply`.
import type { ConsumerMetrics } from "./consumer-metrics.ts";
import type { CrashPoint } from "./crash-point.ts";
import type { Batch, ConsumerOptions, KafkaClient } from "./kafka.ts";
import type { Logger } from "./log.ts";
import { untilAvailable } from "./until-available.ts";

export interface ConsumeOptions {
  readonly kafka: KafkaClient;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly maxRecords: number;
  readonly concurrency: number;
  readonly maxPartitionBytes?: number;
  readonly startOffset?: NonNullable<ConsumerOptions["startOffset"]>;
  /** @throws RetryableError to be called again with the same batch; anything else ends the process. */
  readonly apply: (batch: Batch) => Promise<"applied" | "fenced">;
  readonly crash: CrashPoint;
  readonly metrics: ConsumerMetrics;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Resolves after `signal` aborts and the batch at hand is done; rejects when the group cannot go on. */
export async function consume(options: ConsumeOptions): Promise<void> {
  const { kafka, log, signal, metrics } = options;
  const ended = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => ended.resolve(), { once: true });
  if (signal.aborted) ended.resolve();

  /** What the client would try again for minutes and in silence ends the process instead. */
  async function orEnd<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await untilAvailable(work, log, signal);
    } catch (error) {
      if (!signal.aborted) ended.reject(error);
      throw error;
    }
  }

  const { startOffset, maxPartitionBytes } = options;
  const consumer = await kafka.consumer({
    groupId: options.groupId,
    topics: options.topics,
    maxRecords: options.maxRecords,
    concurrency: options.concurrency,
    ...(maxPartitionBytes !== undefined && { maxPartitionBytes }),
    ...(startOffset && {
      startOffset: (topic: string, partition: number) => orEnd(() => startOffset(topic, partition)),
    }),
    async apply(batch) {
      const outcome = await orEnd(() => options.apply(batch));
      if (outcome === "applied") metrics.applied(batch.topic, batch.records.length);
      else log.warn({ topic: batch.topic, partition: batch.partition }, "fenced: somebody else moved on");
      return outcome;
    },
    onLag: (topic, records) => metrics.lag(options.groupId, topic, records),
    onAcknowledged: (records) => options.crash("acknowledged", records),
    onCrash: ended.reject,
  });
  log.info({ group: options.groupId }, "consuming");
  try {
    await ended.promise;
  } finally {
    await consumer.close();
  }
}
