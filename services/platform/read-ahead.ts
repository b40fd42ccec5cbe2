// Applies batches while the next ones are fetched: a client that waits for a batch to be applied before it fetches
// leaves store and network waiting for each other. Batches of one partition are applied one after the other all the same.
import { setTimeout as delay } from "node:timers/promises";
import type { ConsumerOptions, IncomingRecord } from "./kafka.ts";
import type { Logger } from "./log.ts";

const COMMIT_REST_MS = 500;

/** What the client hands over: records of one partition, and what can be told of them. */
export interface Fetched {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly IncomingRecord[];
  /** Rejects when the group is being given out anew. */
  readonly heartbeat: () => Promise<void>;
  /** The next fetch goes on behind these records. */
  readonly take: () => void;
  /** The group's offset. */
  readonly commit: (next: bigint) => Promise<void>;
  /** Whether the partition has not been moved, nor the consumer stopped, since it was fetched. */
  readonly isWanted: () => boolean;
}

export interface ReadAhead {
  /** Resolves when the next fetch may begin. */
  handle(fetched: Fetched): Promise<void>;
  /** The group has given out its partitions anew. */
  joined(): void;
  /** Resolves once what is being applied is done; nothing is begun any more. */
  close(): Promise<void>;
}

export interface ReadAheadDeps {
  readonly heartbeatMs: number;
  readonly seek: (topic: string, partition: number, next: bigint) => void;
  /** Whether an error of `commit` says that the partition is not this member's any more. */
  readonly isNotOurs: (error: unknown) => boolean;
  readonly log: Pick<Logger, "debug">;
}

type Options = Pick<
  ConsumerOptions,
  "maxRecords" | "concurrency" | "startOffset" | "apply" | "onAcknowledged"
>;

export function createReadAhead(options: Options, deps: ReadAheadDeps): ReadAhead {
  const { startOffset, apply, maxRecords, concurrency } = options;
  /** Partitions that stand where the authority says. */
  const positioned = new Set<string>();
  /** What is being applied, by topic/partition; at most `concurrency` at a time. */
  const working = new Map<string, Promise<void>>();
  let generation = 0;
  let closing = false;

  /**
   * The group's offset follows a batch. It is tried until a broker hears it: nothing may come after that would say it
   * again. Once the partitions have been given out anew it is not ours to say, and what is not committed comes again.
   */
  async function commit({ topic, partition, commit: tell }: Fetched, next: bigint): Promise<void> {
    const given = generation;
    const isOurs = () => given === generation;
    while (isOurs()) {
      try {
        await tell(next);
        return;
      } catch (error) {
        deps.log.debug({ topic, partition, err: error }, "the group's offset could not be committed");
        if (closing || deps.isNotOurs(error)) return;
        await delay(COMMIT_REST_MS);
      }
    }
  }

  /** Whether the partition had to be moved to where the authority says: what was fetched is then not for us. */
  async function moved(fetched: Fetched, at: bigint | undefined): Promise<boolean> {
    const { topic, partition } = fetched;
    const place = placeOf(fetched);
    if (!startOffset || positioned.has(place)) return false;
    const start = await startOffset(topic, partition);
    positioned.add(place);
    if (start === undefined || start === at) return false;
    deps.seek(topic, partition, start);
    // The group's offset follows the authority here too: there may be nothing left to fetch that would move it.
    await commit(fetched, start);
    return true;
  }

  async function work(fetched: Fetched): Promise<void> {
    const { topic, partition, records } = fetched;
    for (let at = 0; at < records.length; at += maxRecords) {
      const part = records.slice(at, at + maxRecords);
      const last = part.at(-1);
      if (!last || closing || !fetched.isWanted()) return;
      const next = last.offset + 1n;
      if ((await apply({ topic, partition, records: part, next })) === "fenced") {
        positioned.delete(placeOf(fetched));
        await moved(fetched, undefined);
        return;
      }
      await commit(fetched, next);
      options.onAcknowledged?.(part.length);
    }
  }

  /** A batch may take as long as its store is away: the membership is kept meanwhile. */
  async function keepingMembership<T>({ heartbeat }: Fetched, task: () => Promise<T>): Promise<T> {
    const beat = setInterval(() => void heartbeat().catch(() => undefined), deps.heartbeatMs);
    try {
      return await task();
    } finally {
      clearInterval(beat);
    }
  }

  return {
    handle: (fetched) =>
      keepingMembership(fetched, async () => {
        const place = placeOf(fetched);
        await working.get(place);
        await fetched.heartbeat();
        const [first] = fetched.records;
        if (!first || closing || !fetched.isWanted()) return;
        if (await moved(fetched, first.offset)) return;
        while (working.size >= concurrency) await Promise.race(working.values());
        // Nothing is waited for between the free place and its taking: others look for one too.
        if (closing || !fetched.isWanted()) return;
        fetched.take();
        const task = keepingMembership(fetched, () => work(fetched)).then(() => void working.delete(place));
        working.set(place, task);
        // A failure stays there: it is told to the next batch that comes, and `apply` has told its caller already.
        task.catch(() => undefined);
      }),
    joined() {
      generation += 1;
      positioned.clear();
    },
    async close() {
      closing = true;
      await Promise.allSettled(working.values());
    },
  };
}

const placeOf = ({ topic, partition }: Fetched): string => `${topic}/${partition}`;
