// The only file that knows kafkajs. Everything else sees a producer, a batch consumer and a few admin calls.
import { Kafka, Partitioners, logLevel, type Admin, type EachBatchPayload, type KafkaMessage } from "kafkajs";
import { createConsumerLag } from "./consumer-lag.ts";
import { ConfigError, RetryableError } from "./errors.ts";
import { readCommits, readEnds } from "./kafka-offsets.ts";
import { createReadAhead, type Fetched } from "./read-ahead.ts";
import type { Logger } from "./log.ts";

/** `ConfigResourceTypes.TOPIC`, which ES modules cannot import from kafkajs's CommonJS by name. */
const TOPIC_RESOURCE = 2;

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
  /** Where to append whatever the key; by default the key decides. */
  readonly partition?: number;
}

export interface IncomingRecord {
  readonly key: string;
  readonly value: Buffer | null;
  readonly offset: bigint;
  /** When the record was written to the log, by the producer's clock. */
  readonly timestampMs: number;
}

export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly IncomingRecord[];
  /** Offset after the last record of the batch (control records and compaction make gaps). */
  readonly next: bigint;
}

export interface Producer {
  /** Resolves once every record is acknowledged by all in-sync replicas; in the order given, maybe more than once. */
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
  /** Fetched of one partition at once, at most; with `concurrency` it bounds the memory. 1 MB unless given. */
  readonly maxPartitionBytes?: number;
  /**
   * Where to start a partition that this group is assigned, by the caller's own authority; undefined
   * leaves it to the group's committed offset.
   */
  readonly startOffset?: (topic: string, partition: number) => Promise<bigint | undefined>;
  /**
   * Applies one batch. "applied": the group's offset follows. "fenced": somebody else has the partition, or had it:
   * the authority (`startOffset`) is read again. Membership is kept by heartbeats for as long as it takes.
   */
  readonly apply: (batch: Batch) => Promise<"applied" | "fenced">;
  /** The group's offset has followed a batch of so many records. */
  readonly onAcknowledged?: (records: number) => void;
  /** How many records of a topic the group has not committed, as far as this member's partitions go. */
  readonly onLag?: (topic: string, records: number) => void;
  /** Called when the consumer cannot go on by itself. */
  readonly onCrash: (error: Error) => void;
}

export interface TopicSettings {
  readonly topic: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
}

/** About two minutes of patience with a broker that is away. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 2000, retries: 60 };
/** The least that a broker allows by default: what a killed member's partitions wait for. */
const SESSION_TIMEOUT_MS = 6000;
const HEARTBEAT_MS = 1000;
/** The group gives out its partitions anew, or has done so without this member. */
const NOT_OURS = new Set(["REBALANCE_IN_PROGRESS", "ILLEGAL_GENERATION", "UNKNOWN_MEMBER_ID"]);
const FETCH_PARTITION_BYTES = 1 << 20;
/** A trickle is gathered for so long: batches of a few records cost the stores and the broker most of their time. */
const FETCH_WAIT_MS = 500;
const FETCH_MIN_BYTES = 64 << 10;

export function connectKafka(config: KafkaConfig, log: Logger) {
  const kafka = new Kafka({
    clientId: config.clientId,
    brokers: config.brokers.split(","),
    sasl: { mechanism: "scram-sha-256", username: config.username, password: config.password },
    retry: RETRY,
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
      // Not kafkajs's idempotent mode: it does not recover from a broker's restart (sequence errors), and every
      // consumer here is idempotent. One request in flight keeps the order.
      const producer = kafka.producer({
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        createPartitioner: Partitioners.DefaultPartitioner,
      });
      await translated(producer.connect());
      return {
        async send(records) {
          if (records.length === 0) return;
          const byTopic = Map.groupBy(records, (record) => record.topic);
          await translated(
            producer.sendBatch({
              acks: -1,
              topicMessages: [...byTopic].map(([topic, group]) => ({
                topic,
                messages: group.map(({ key, value, partition }) =>
                  partition === undefined ? { key, value } : { key, value, partition },
                ),
              })),
            }),
          );
        },
        close: () => producer.disconnect(),
      };
    },

    async consumer(options: ConsumerOptions): Promise<Consumer> {
      const { maxPartitionBytes = FETCH_PARTITION_BYTES } = options;
      const consumer = kafka.consumer({
        groupId: options.groupId,
        maxBytesPerPartition: maxPartitionBytes,
        maxBytes: 4 * maxPartitionBytes,
        minBytes: FETCH_MIN_BYTES,
        maxWaitTimeInMs: FETCH_WAIT_MS,
        sessionTimeout: SESSION_TIMEOUT_MS,
        heartbeatInterval: HEARTBEAT_MS,
        allowAutoTopicCreation: false,
        retry: RETRY,
      });
      const ahead = createReadAhead(options, {
        heartbeatMs: HEARTBEAT_MS,
        seek: (topic, partition, next) => consumer.seek({ topic, partition, offset: String(next) }),
        isNotOurs: (error) => NOT_OURS.has((error as { type?: string }).type ?? ""),
        log,
      });
      const lag = createConsumerLag(options.onLag ?? (() => undefined));
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        ahead.joined();
        lag.assigned(payload.memberAssignment);
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
        eachBatch(payload) {
          const { topic, partition, messages, highWatermark } = payload.batch;
          lag.fetched(topic, partition, BigInt(messages[0]?.offset ?? highWatermark), BigInt(highWatermark));
          const fetched = toFetched(payload);
          return ahead.handle({
            ...fetched,
            async commit(next) {
              await fetched.commit(next);
              lag.committed(topic, partition, next);
            },
          });
        },
      });
      return {
        async close() {
          await ahead.close();
          await consumer.disconnect();
        },
      };
    },

    /** Creates the topics that are missing, and gives every one its settings. */
    createTopics: (topics: readonly TopicSettings[]) =>
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
        await admin.alterConfigs({
          validateOnly: false,
          resources: topics.map(({ topic, config: entries }) => ({
            type: TOPIC_RESOURCE,
            name: topic,
            configEntries: Object.entries(entries).map(([name, value]) => ({ name, value })),
          })),
        });
      }),

    /** How many partitions each of the topics has. */
    partitionCounts: (topics: readonly string[]): Promise<Map<string, number>> =>
      withAdmin(async (admin) => {
        const found = await admin.fetchTopicMetadata({ topics: [...topics] });
        return new Map(found.topics.map(({ name, partitions }) => [name, partitions.length]));
      }),

    deleteTopics: (topics: readonly string[]) =>
      withAdmin(async (admin) => {
        const present = new Set(await admin.listTopics());
        const doomed = topics.filter((topic) => present.has(topic));
        if (doomed.length > 0) await admin.deleteTopics({ topics: doomed });
      }),

    endOffsets: (topics: readonly string[]) => withAdmin((admin) => readEnds(admin, topics)),

    /** Offsets committed by a group, by `topic/partition`; absent where it has none. */
    committedOffsets: (groupId: string, topics: readonly string[]) =>
      withAdmin((admin) => readCommits(admin, groupId, topics)),

    /** Names of all topics but the broker's own. */
    topics: () =>
      withAdmin(async (admin) => (await admin.listTopics()).filter((topic) => !topic.startsWith("__"))),

    /** Ends and commits over one connection, for who looks again and again. */
    async watchOffsets() {
      const admin = kafka.admin();
      await admin.connect();
      return {
        endOffsets: (topics: readonly string[]) => readEnds(admin, topics),
        committedOffsets: (groupId: string, topics: readonly string[]) => readCommits(admin, groupId, topics),
        close: () => admin.disconnect(),
      };
    },

    /** Forgets a group that has no members, so that it begins every topic again: a replay from zero. */
    rewindGroup: (groupId: string) =>
      withAdmin(async (admin) => {
        await admin.deleteGroups([groupId]);
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

export type KafkaClient = ReturnType<typeof connectKafka>;

async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // By what kafkajs's errors say of themselves: their classes cannot be imported by name either.
    const { name, retriable } = error as { name?: string; retriable?: boolean };
    if (name === "KafkaJSSASLAuthenticationError") {
      throw new ConfigError(
        "kafka-refused",
        "Kafka refuses the user or the password: check KAFKA_USERNAME and KAFKA_PASSWORD",
        { cause: error },
      );
    }
    if (retriable === true || name === "KafkaJSNumberOfRetriesExceeded") {
      throw new RetryableError("kafka-unreachable", "Kafka does not answer", { cause: error });
    }
    throw error;
  }
}

function toFetched(payload: EachBatchPayload): Fetched {
  const { topic, partition, messages } = payload.batch;
  return {
    topic,
    partition,
    records: messages.map(toIncoming),
    heartbeat: payload.heartbeat,
    take: () => payload.resolveOffset(messages.at(-1)?.offset ?? ""),
    commit: (next) =>
      payload.commitOffsetsIfNecessary({
        topics: [{ topic, partitions: [{ partition, offset: String(next) }] }],
      }),
    isWanted: () => payload.isRunning() && !payload.isStale(),
  };
}

function toIncoming(message: KafkaMessage): IncomingRecord {
  return {
    key: message.key?.toString("utf8") ?? "",
    value: message.value,
    offset: BigInt(message.offset),
    timestampMs: Number(message.timestamp),
  };
}
