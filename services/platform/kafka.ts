// The only file that knows kafkajs. Everything else sees a producer, a batch consumer and a few admin calls.
import { Kafka, logLevel, type Admin, type KafkaMessage } from "kafkajs";
import { RetryableError } from "./errors.ts";
import type { Logger } from "./log.ts";

export interface KafkaConfig {
  readonly brokers: string;
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
}

export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  /** Null is a tombstone. */
  readonly value: string | null;
}

export interface IncomingRecord {
  readonly key: string;
  readonly value: Buffer | null;
  readonly offset: bigint;
}

export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly IncomingRecord[];
  /** Offset after the last record of the batch (control records and compaction make gaps). */
  readonly next: bigint;
}

export interface Producer {
  /** Resolves once every record is acknowledged by all in-sync replicas. Idempotent within a session. */
  send(records: readonly OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
}

export interface Consumer {
  close(): Promise<void>;
}

export interface ConsumerOptions {
  readonly groupId: string;
  readonly topics: readonly string[];
  /** Records handed over at once, at most. */
  readonly maxRecords: number;
  /** How many partitions are worked on at the same time. */
  readonly concurrency: number;
  /**
   * Where to start a partition that this group is assigned, by the caller's own authority; undefined
   * leaves it to the group's committed offset.
   */
  readonly startOffset?: (topic: string, partition: number) => Promise<bigint | undefined>;
  /** Applies one batch; the group's offset follows after it resolves. Rejecting has the batch come again. */
  readonly apply: (batch: Batch) => Promise<void>;
  /** Called when the consumer cannot go on by itself. */
  readonly onCrash: (error: Error) => void;
}

export interface TopicOffsets {
  readonly topic: string;
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
}

export function connectKafka(config: KafkaConfig, log: Logger) {
  const kafka = new Kafka({
    clientId: config.clientId,
    brokers: config.brokers.split(","),
    sasl: { mechanism: "scram-sha-256", username: config.username, password: config.password },
    retry: { initialRetryTime: 100, maxRetryTime: 2000, retries: 60 },
    logLevel: logLevel.ERROR,
    logCreator: () => (entry) => {
      log.debug({ kafka: entry.log.message, namespace: entry.namespace }, "kafka client");
    },
  });

  async function withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  return {
    async producer(): Promise<Producer> {
      const producer = kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
      });
      await producer.connect();
      return {
        async send(records) {
          if (records.length === 0) return;
          const byTopic = Map.groupBy(records, (record) => record.topic);
          await producer.sendBatch({
            acks: -1,
            topicMessages: [...byTopic].map(([topic, group]) => ({
              topic,
              messages: group.map(({ key, value }) => ({ key, value })),
            })),
          });
        },
        close: () => producer.disconnect(),
      };
    },

    async consumer(options: ConsumerOptions): Promise<Consumer> {
      const consumer = kafka.consumer({
        groupId: options.groupId,
        maxBytesPerPartition: 1 << 20,
        maxBytes: 4 << 20,
        minBytes: 1,
        maxWaitTimeInMs: 100,
        sessionTimeout: 10_000,
        heartbeatInterval: 1000,
        allowAutoTopicCreation: false,
        retry: { initialRetryTime: 100, maxRetryTime: 2000, retries: 60 },
      });
      const positioned = new Set<string>();
      consumer.on(consumer.events.GROUP_JOIN, () => {
        positioned.clear();
      });
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        if (!payload.restart) options.onCrash(payload.error);
        else log.warn({ err: payload.error.message }, "kafka consumer restarts");
      });
      await consumer.connect();
      await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: options.concurrency,
        eachBatch: async ({
          batch,
          resolveOffset,
          heartbeat,
          commitOffsetsIfNecessary,
          isRunning,
          isStale,
        }) => {
          const { topic, partition } = batch;
          const place = `${topic}/${partition}`;
          if (options.startOffset && !positioned.has(place)) {
            const start = await options.startOffset(topic, partition);
            positioned.add(place);
            if (
              start !== undefined &&
              start !== BigInt(batch.firstOffset() ?? batch.messages[0]?.offset ?? 0)
            ) {
              consumer.seek({ topic, partition, offset: String(start) });
              return;
            }
          }
          for (let at = 0; at < batch.messages.length; at += options.maxRecords) {
            if (!isRunning() || isStale()) return;
            const part = batch.messages.slice(at, at + options.maxRecords);
            const last = part.at(-1);
            if (!last) return;
            const next = BigInt(last.offset) + 1n;
            await options.apply({ topic, partition, records: part.map(toIncoming), next });
            resolveOffset(last.offset);
            await commitOffsetsIfNecessary({
              topics: [{ topic, partitions: [{ partition, offset: String(next) }] }],
            });
            await heartbeat();
          }
        },
      });
      return { close: () => consumer.disconnect() };
    },

    /** Creates the topics that are missing, with their settings. */
    createTopics: (
      topics: readonly { topic: string; partitions: number; config: Record<string, string> }[],
    ) =>
      withAdmin(async (admin) => {
        await admin.createTopics({
          waitForLeaders: true,
          topics: topics.map(({ topic, partitions, config: entries }) => ({
            topic,
            numPartitions: partitions,
            replicationFactor: 1,
            configEntries: Object.entries(entries).map(([name, value]) => ({ name, value })),
          })),
        });
      }),

    deleteTopics: (topics: readonly string[]) =>
      withAdmin(async (admin) => {
        const present = new Set(await admin.listTopics());
        const doomed = topics.filter((topic) => present.has(topic));
        if (doomed.length > 0) await admin.deleteTopics({ topics: doomed });
      }),

    endOffsets: (topics: readonly string[]): Promise<TopicOffsets[]> =>
      withAdmin(async (admin) => {
        const found: TopicOffsets[] = [];
        for (const topic of topics) {
          for (const entry of await admin.fetchTopicOffsets(topic)) {
            found.push({
              topic,
              partition: entry.partition,
              low: BigInt(entry.low),
              high: BigInt(entry.high),
            });
          }
        }
        return found;
      }),

    /** Offsets committed by a group, by `topic/partition`; absent where it has none. */
    committedOffsets: (groupId: string, topics: readonly string[]): Promise<Map<string, bigint>> =>
      withAdmin(async (admin) => {
        const offsets = new Map<string, bigint>();
        for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics: [...topics] })) {
          for (const { partition, offset } of partitions) {
            if (offset !== "-1") offsets.set(`${topic}/${partition}`, BigInt(offset));
          }
        }
        return offsets;
      }),

    /** @throws RetryableError when no broker answers. */
    async ping(): Promise<void> {
      try {
        await withAdmin((admin) => admin.listTopics());
      } catch (error) {
        throw new RetryableError("kafka-unreachable", "Kafka does not answer", { cause: error });
      }
    },
  };
}

export type KafkaClient = Awaited<ReturnType<typeof connectKafka>>;

function toIncoming(message: KafkaMessage): IncomingRecord {
  return { key: message.key?.toString("utf8") ?? "", value: message.value, offset: BigInt(message.offset) };
}
