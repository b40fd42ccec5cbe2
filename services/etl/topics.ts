// Every topic of the lab and its settings. All are keyed by natural id and compacted: time never deletes a record, a
// newer one with the same key or a tombstone does.
import { cleanTopic, deadTopic, KINDS, PREDICTIONS_TOPIC, rawTopic } from "@atelier/contracts/kinds.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { KafkaClient } from "@atelier/platform/kafka.ts";

export const RAW_TOPICS = KINDS.map(rawTopic);
export const CLEAN_TOPICS = KINDS.map(cleanTopic);
export const DEAD_TOPICS = KINDS.map(deadTopic);
export const TOPICS = [...RAW_TOPICS, ...CLEAN_TOPICS, ...DEAD_TOPICS, PREDICTIONS_TOPIC];

/**
 * An erased record is gone from the log's files within 5 minutes: its segment rolls at the first append after
 * SEGMENT_MS (`sweeps.ts` sees to one), the cleaner takes it within its back-off (15 s by default), the old file
 * goes a second later.
 */
export const SEGMENT_MS = 60_000;

const SETTINGS = {
  "cleanup.policy": "compact",
  "segment.ms": String(SEGMENT_MS),
  "max.compaction.lag.ms": String(SEGMENT_MS),
  "min.cleanable.dirty.ratio": "0.01",
  "file.delete.delay.ms": "1000",
  // A tombstone outlives a group that is away for a day.
  "delete.retention.ms": String(24 * 3_600_000),
};

/**
 * Makes the topics that are missing. The number of partitions is fixed at creation: a key must stay in its
 * partition, or compaction and tombstones would miss its older records.
 * @throws ConfigError when a topic has another number of partitions.
 */
export async function setUpTopics(kafka: KafkaClient, partitions: number): Promise<void> {
  await kafka.createTopics(TOPICS.map((topic) => ({ topic, partitions, config: SETTINGS })));
  const counts = await kafka.partitionCounts(TOPICS);
  const other = TOPICS.find((topic) => counts.get(topic) !== partitions);
  if (other !== undefined) {
    throw new ConfigError(
      "partitions-changed",
      `${other} has ${counts.get(other)} partitions, not ${partitions}: set TOPIC_PARTITIONS back, or reset the lab`,
    );
  }
}
