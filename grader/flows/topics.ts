// Everything that lies in the topics of a log, from beginning to end.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Connections } from "@atelier/engines/engine.ts";
import { connectKafka } from "@atelier/platform/kafka.ts";
import { createLog } from "@atelier/platform/log.ts";

const DEADLINE_MS = 120_000;
const POLL_MS = 200;
const MAX_RECORDS = 5000;

/** @param see called with each key and value; what is not read in time has not been seen */
export async function readTopics(
  connection: Connections["kafka"],
  see: (topic: string, bytes: Buffer) => void,
): Promise<void> {
  const kafka = connectKafka({ ...connection, clientId: "exam" }, createLog("exam", "silent"));
  const topics = await kafka.topics();
  if (topics.length === 0) return;
  const ends = await kafka.endOffsets(topics);
  const reached = new Map<string, bigint>();
  let crash: Error | undefined;
  const groupId = `exam-${randomUUID()}`;
  const consumer = await kafka.consumer({
    groupId,
    topics,
    maxRecords: MAX_RECORDS,
    concurrency: 1,
    apply: ({ topic, partition, records, next }) => {
      for (const { key, value } of records)
        see(topic, Buffer.concat([Buffer.from(key), value ?? Buffer.alloc(0)]));
      reached.set(`${topic}/${partition}`, next);
      return Promise.resolve("applied");
    },
    onCrash: (error) => {
      crash = error;
    },
  });
  try {
    const deadline = performance.now() + DEADLINE_MS;
    const isRead = () =>
      ends.every(({ topic, partition, low, high }) => (reached.get(`${topic}/${partition}`) ?? low) >= high);
    while (!isRead()) {
      if (crash) throw crash;
      if (performance.now() > deadline) throw new Error("the topics could not be read to their ends");
      await delay(POLL_MS);
    }
  } finally {
    await consumer.close();
  }
}
