// What a topic says last of each key: null for a tombstone.
import { randomUUID } from "node:crypto";
import type { KafkaClient } from "@atelier/platform/kafka.ts";
import { waitUntil } from "./wait-until.ts";

export async function lastValues(kafka: KafkaClient, topic: string): Promise<Map<string, unknown>> {
  const values = new Map<string, unknown>();
  const ends = await kafka.endOffsets([topic]);
  const reached = new Map<number, bigint>();
  const consumer = await kafka.consumer({
    groupId: `look-${randomUUID()}`,
    topics: [topic],
    maxRecords: 1000,
    concurrency: 1,
    apply({ partition, records, next }) {
      for (const { key, value } of records) values.set(key, JSON.parse(value?.toString("utf8") ?? "null"));
      reached.set(partition, next);
      return Promise.resolve("applied");
    },
    onCrash: (error) => {
      throw error;
    },
  });
  try {
    await waitUntil(
      `the end of ${topic}`,
      () => ends.every(({ partition, low, high }) => (reached.get(partition) ?? low) >= high) || undefined,
    );
  } finally {
    await consumer.close();
  }
  return values;
}
