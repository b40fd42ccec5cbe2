// Knows when there is nothing left to do: each group has committed the end of all its topics, no record waits in the outbox, and
// nothing moved between two looks, since forgetting a person writes to the topics again.
import { setTimeout as delay } from "node:timers/promises";
import { GROUP_TOPICS, type GroupId } from "@atelier/contracts/groups.ts";
import type { PostgresPool } from "@atelier/platform/postgres.ts";
import { connectLog } from "./log.ts";

const LOOK_EVERY_MS = 300;
/** Without any progress; a large world takes longer, not a slower one. */
const STALLED_MS = 180_000;

/** @throws Error saying what it waited for, when nothing moves any more */
export async function untilApplied(groups: readonly GroupId[], store?: PostgresPool): Promise<void> {
  const log = await connectLog().watchOffsets();
  let before = "";
  let movedAt = performance.now();
  try {
    for (;;) {
      const [ends, waiting] = await look(log, groups, store);
      const now = `${ends} ${waiting}`;
      if (waiting === 0n && now === before) return;
      if (now !== before) movedAt = performance.now();
      before = now;
      if (performance.now() - movedAt > STALLED_MS) {
        throw new Error(`nothing has moved for long, and ${waiting} records wait for ${groups.join(", ")}`);
      }
      await delay(LOOK_EVERY_MS);
    }
  } finally {
    await log.close();
  }
}

type Offsets = Awaited<ReturnType<ReturnType<typeof connectLog>["watchOffsets"]>>;

/** The ends of all topics as one text, and how many records wait. */
async function look(
  log: Offsets,
  groups: readonly GroupId[],
  store: PostgresPool | undefined,
): Promise<[string, bigint]> {
  const ends = await log.endOffsets([...new Set(groups.flatMap((group) => [...GROUP_TOPICS[group]]))]);
  let waiting = store ? await outboxSize(store) : 0n;
  for (const group of groups) {
    const topics: readonly string[] = GROUP_TOPICS[group];
    const committed = await log.committedOffsets(group, topics);
    for (const { topic, partition, low, high } of ends.filter((end) => topics.includes(end.topic))) {
      const done = committed.get(`${topic}/${partition}`) ?? low;
      if (high > done) waiting += high - done;
    }
  }
  return [ends.map(({ topic, partition, high }) => `${topic}/${partition}:${high}`).join(" "), waiting];
}

async function outboxSize(store: PostgresPool): Promise<bigint> {
  const { rows } = await store.query<{ size: string }>("SELECT count(*) AS size FROM store.outbox");
  return BigInt(rows[0]?.size ?? 0);
}
