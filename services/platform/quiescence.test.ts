import { describe, expect, it } from "vitest";
import { awaitQuiescence, readLags, type LogState, type QuiescenceOptions } from "./quiescence.ts";

const GROUPS = [
  { id: "normaliser", topics: ["raw.reviews"] },
  { id: "loader", topics: ["clean.reviews"] },
];

/** A log that shows one state after the other: ends and commits, by topic. */
function scriptedLog(states: { ends: Record<string, bigint>; done: Record<string, bigint> }[]) {
  let looks = 0;
  const state = () => states[Math.min(looks, states.length) - 1] ?? { ends: {}, done: {} };
  const log: LogState = {
    endOffsets: async (topics) => {
      looks += 1;
      return topics.map((topic) => ({ topic, partition: 0, low: 0n, high: state().ends[topic] ?? 0n }));
    },
    committedOffsets: async (_, topics) =>
      new Map(
        topics.flatMap((topic) => (topic in state().done ? [[`${topic}/0`, state().done[topic] ?? 0n]] : [])),
      ),
  };
  return { log, looks: () => looks };
}

const options = (log: LogState): QuiescenceOptions => ({
  log,
  groups: GROUPS,
  outboxSize: async () => 0,
  alive: () => undefined,
  note: () => undefined,
  signal: new AbortController().signal,
  stallMs: 60_000,
  pollMs: 0,
});

const at = (raw: bigint, clean: bigint, done: Record<string, bigint>) => ({
  ends: { "raw.reviews": raw, "clean.reviews": clean },
  done,
});
const DONE = at(5n, 5n, { "raw.reviews": 5n, "clean.reviews": 5n });

describe("quiescence", () => {
  it("waits until every group has reached the end, twice without change", async () => {
    const { log, looks } = scriptedLog([at(5n, 3n, { "raw.reviews": 3n }), DONE, DONE]);
    await awaitQuiescence(options(log));
    expect(looks()).toBe(3);
  });

  it("does not believe one look: a topic that grew meanwhile starts it again", async () => {
    const grown = at(5n, 6n, { "raw.reviews": 5n, "clean.reviews": 6n });
    const { log, looks } = scriptedLog([DONE, grown, grown]);
    await awaitQuiescence(options(log));
    expect(looks()).toBe(3);
  });

  it("waits for the outbox", async () => {
    const sizes = [2, 1, 0];
    const { log, looks } = scriptedLog([DONE]);
    await awaitQuiescence({ ...options(log), outboxSize: async () => sizes.shift() ?? 0 });
    expect(looks()).toBe(3);
  });

  it("says what it waited for when nothing moves any more", async () => {
    const { log } = scriptedLog([at(5n, 5n, { "raw.reviews": 5n, "clean.reviews": 2n })]);
    await expect(awaitQuiescence({ ...options(log), stallMs: 0 })).rejects.toThrow("loader 3");
  });

  it("stops at once when a process that is needed has ended", async () => {
    const { log } = scriptedLog([at(5n, 0n, {})]);
    const waiting = awaitQuiescence({
      ...options(log),
      alive: () => {
        throw new Error("the normaliser has ended");
      },
    });
    await expect(waiting).rejects.toThrow("the normaliser has ended");
  });

  it("counts a group without commits from the first record that is left", async () => {
    const { log } = scriptedLog([at(5n, 0n, {})]);
    expect((await readLags(log, GROUPS)).lags).toEqual([
      { group: "normaliser", records: 5n },
      { group: "loader", records: 0n },
    ]);
  });
});
