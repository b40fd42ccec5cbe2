// Where topics end and where groups stand, by Kafka's own administration.
import { setTimeout as delay } from "node:timers/promises";

export interface TopicOffsets {
  readonly topic: string;
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
}

/** What is asked of the administration. */
export interface OffsetAdmin {
  fetchTopicOffsets(topic: string): Promise<{ partition: number; low: string; high: string }[]>;
  fetchOffsets(of: {
    groupId: string;
    topics: string[];
  }): Promise<{ topic: string; partitions: { partition: number; offset: string }[] }[]>;
}

export async function readEnds(admin: OffsetAdmin, topics: readonly string[]): Promise<TopicOffsets[]> {
  const found = await Promise.all(
    topics.map(async (topic) => {
      const partitions = await admin.fetchTopicOffsets(topic);
      return partitions.map(({ partition, low, high }) => ({
        topic,
        partition,
        low: BigInt(low),
        high: BigInt(high),
      }));
    }),
  );
  return found.flat();
}

const COORDINATOR_ATTEMPTS = 50;
const COORDINATOR_REST_MS = 100;

/** A group's coordinator is still being made, or has just moved: the client retries everything but this. */
async function fetchCommits(admin: OffsetAdmin, groupId: string, topics: readonly string[]) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await admin.fetchOffsets({ groupId, topics: [...topics] });
    } catch (error) {
      const { retriable } = error as { retriable?: boolean };
      if (retriable !== true || attempt === COORDINATOR_ATTEMPTS) throw error;
      await delay(COORDINATOR_REST_MS);
    }
  }
}

/** By `topic/partition`; absent where the group has none. */
export async function readCommits(
  admin: OffsetAdmin,
  groupId: string,
  topics: readonly string[],
): Promise<Map<string, bigint>> {
  const offsets = new Map<string, bigint>();
  for (const { topic, partitions } of await fetchCommits(admin, groupId, topics)) {
    for (const { partition, offset } of partitions) {
      if (offset !== "-1") offsets.set(`${topic}/${partition}`, BigInt(offset));
    }
  }
  return offsets;
}
