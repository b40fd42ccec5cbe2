// A consumer of batches. While one batch of a partition is applied the next is fetched: kafkajs by itself fetches only
// once every partition's batch is done with. Batches of one partition are applied one after the other all the same.
import { setTimeout as delay } from "node:timers/promises";
import type { Consumer as KafkaConsumer, EachBatchPayload, KafkaMessage } from "kafkajs";
import type { Consumer, ConsumerOptions, IncomingRecord } from "./kafka.ts";
import type { Logger } from "./log.ts";

export const HEARTBEAT_MS = 1000;
const COMMIT_REST_MS = 500;
/** The group gives out its partitions anew, or has done so without this member. */
const NOT_OURS = new Set(["REBALANCE_IN_PROGRESS", "ILLEGAL_GENERATION", "UNKNOWN_MEMBER_ID"]);

export async function runConsumer(
  consumer: KafkaConsumer,
  options: ConsumerOptions,
  log: Logger,
): Promise<Consumer> {
  const { startOffset, apply, maxRecords } = options;
  const positioned = new Set<string>();
  /** What is being applied, by topic/partition; at most `concurrency` at a time. */
  const working = new Map<string, Promise<void>>();
  /** Each time that the group gives out its partitions anew. */
  let generation = 0;
  let closing = false;
  consumer.on(consumer.events.GROUP_JOIN, () => {
    generation += 1;
    positioned.clear();
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) options.onCrash(payload.error);
    else log.warn({ err: payload.error.message }, "kafka consumer restarts");
  });

  /**
   * The group's offset follows a batch. It is tried until a broker hears it: nothing may come after that would say it
   * again. Once the partitions have been given out anew it is not ours to say, and what is not committed comes again.
   */
  async function commit({ batch, commitOffsetsIfNecessary }: EachBatchPayload, next: bigint): Promise<void> {
    const { topic, partition } = batch;
    const given = generation;
    const isOurs = () => given === generation;
    while (isOurs()) {
      try {
        await commitOffsetsIfNecessary({
          topics: [{ topic, partitions: [{ partition, offset: String(next) }] }],
        });
        return;
      } catch (error) {
        log.debug({ topic, partition, err: error }, "the group's offset could not be committed");
        if (closing || NOT_OURS.has((error as { type?: string }).type ?? "")) return;
        await delay(COMMIT_REST_MS);
      }
    }
  }

  /** Whether the partition had to be moved to where the authority says: what was fetched is then not for us. */
  async function moved(payload: EachBatchPayload, at: bigint | undefined): Promise<boolean> {
    const { topic, partition } = payload.batch;
    const place = `${topic}/${partition}`;
    if (!startOffset || positioned.has(place)) return false;
    const start = await startOffset(topic, partition);
    positioned.add(place);
    if (start === undefined || start === at) return false;
    consumer.seek({ topic, partition, offset: String(start) });
    // The group's offset follows the authority here too: there may be nothing left to fetch that would move it.
    await commit(payload, start);
    return true;
  }

  async function work(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    for (let at = 0; at < messages.length; at += maxRecords) {
      if (closing || !payload.isRunning() || payload.isStale()) return;
      const part = messages.slice(at, at + maxRecords);
      const last = part.at(-1);
      if (!last) return;
      const next = BigInt(last.offset) + 1n;
      if ((await apply({ topic, partition, records: part.map(toIncoming), next })) === "fenced") {
        positioned.delete(`${topic}/${partition}`);
        await moved(payload, undefined);
        return;
      }
      await commit(payload, next);
      options.onAcknowledged?.(part.length);
    }
  }

  async function eachBatch(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    const place = `${topic}/${partition}`;
    await keepingMembership(payload, async () => {
      await working.get(place);
      while (working.size >= options.concurrency) await Promise.race(working.values());
    });
    // Says whether the group is being given out anew: the batch is then not ours.
    await payload.heartbeat();
    const [first, last] = [messages[0], messages.at(-1)];
    if (closing || !payload.isRunning() || payload.isStale() || !first || !last) return;
    if (await moved(payload, BigInt(first.offset))) return;
    payload.resolveOffset(last.offset);
    const task = keepingMembership(payload, () => work(payload)).then(() => void working.delete(place));
    working.set(place, task);
    // A failure stays there: it is told to the next batch that comes, and `apply` has told its caller already.
    task.catch(() => undefined);
  }

  await consumer.connect();
  await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: options.concurrency,
    eachBatch,
  });
  return {
    async close() {
      closing = true;
      await Promise.allSettled(working.values());
      await consumer.disconnect();
    },
  };
}

/** A batch may take as long as its store is away: the membership is kept meanwhile. */
async function keepingMembership<T>({ heartbeat }: EachBatchPayload, task: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_MS);
  try {
    return await task();
  } finally {
    clearInterval(beat);
  }
}

function toIncoming(message: KafkaMessage): IncomingRecord {
  return {
    key: message.key?.toString("utf8") ?? "",
    value: message.value,
    offset: BigInt(message.offset),
    timestampMs: Number(message.timestamp),
  };
}
