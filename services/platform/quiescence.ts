// Knows when a pipeline has nothing left to do: every group's committed offset has reached the end of each of its
// topics, and no tombstone waits in PostgreSQL's outbox. Erasures write tombstones back to topics, so one look is not
// enough: nothing may have moved between two looks.
import { setTimeout as delay } from "node:timers/promises";
import { ConfigError } from "./errors.ts";

export interface Group {
  readonly id: string;
  readonly topics: readonly string[];
}

/** What is asked about the state of the log; satisfied by platform's Kafka client. */
export interface LogState {
  endOffsets(
    topics: readonly string[],
  ): Promise<readonly { topic: string; partition: number; high: bigint; low: bigint }[]>;
  committedOffsets(group: string, topics: readonly string[]): Promise<ReadonlyMap<string, bigint>>;
}

export interface Lag {
  readonly group: string;
  readonly records: bigint;
}

export interface QuiescenceOptions {
  readonly log: LogState;
  readonly groups: readonly Group[];
  /** Records written by the loaders that still have to be published. */
  readonly outboxSize: () => Promise<number>;
  /** Rejects when a process that is needed has ended. */
  readonly alive: () => void | Promise<void>;
  readonly note: (text: string) => void;
  readonly signal: AbortSignal;
  /** Longest time without any progress; a large world takes longer, not a slower one. */
  readonly stallMs: number;
  readonly pollMs: number;
}

/** @throws ConfigError `not-quiescent`, saying what is still waited for, when nothing moves any more. */
export async function awaitQuiescence(options: QuiescenceOptions): Promise<void> {
  let previous = "";
  let previousWaiting = "";
  let movedAt = performance.now();
  for (;;) {
    options.signal.throwIfAborted();
    await options.alive();
    const { lags, ends } = await readLags(options.log, options.groups);
    const outbox = await options.outboxSize();
    const waiting = [
      ...lags.filter(({ records }) => records > 0n).map(({ group, records }) => `${group} ${records}`),
      ...(outbox > 0 ? [`outbox ${outbox}`] : []),
    ];
    if (waiting.length === 0 && ends === previous) return;
    const what = waiting.join(", ");
    if (ends !== previous || what !== previousWaiting) movedAt = performance.now();
    previous = ends;
    previousWaiting = what;
    if (performance.now() - movedAt > options.stallMs) {
      throw new ConfigError(
        "not-quiescent",
        `Nothing has moved for ${Math.round(options.stallMs / 1000)} s and the pipeline is not done: ${what}. ` +
          "Their logs say why: ./atelier logs of a kit, ./atelier run --keep of a run",
      );
    }
    if (waiting.length > 0) options.note(what);
    await delay(options.pollMs, undefined, { signal: options.signal });
  }
}

/** Records behind the end, per group; `ends` is one text per state of all topics. */
export async function readLags(
  log: LogState,
  groups: readonly Group[],
): Promise<{ lags: Lag[]; ends: string }> {
  const offsets = await log.endOffsets([...new Set(groups.flatMap(({ topics }) => topics))]);
  const lagOf = async ({ id, topics }: Group): Promise<Lag> => {
    const committed = await log.committedOffsets(id, topics);
    const mine = offsets.filter(({ topic }) => topics.includes(topic));
    const behind = mine.map(({ topic, partition, high, low }) => {
      const done = committed.get(`${topic}/${partition}`) ?? low;
      return high > done ? high - done : 0n;
    });
    return { group: id, records: behind.reduce((sum, records) => sum + records, 0n) };
  };
  const lags = await Promise.all(groups.map(lagOf));
  const ends = offsets.map(({ topic, partition, high }) => `${topic}/${partition}:${high}`).toSorted();
  return { lags, ends: ends.join(" ") };
}
