import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Batch, ConsumerOptions } from "./kafka.ts";
import { createReadAhead, type Fetched } from "./read-ahead.ts";

const NOT_OURS = new Error("UNKNOWN_MEMBER_ID");
const silent = { debug: () => undefined };

/** Read-ahead whose batches are applied when the test says so. */
function stage(changes: Partial<Pick<ConsumerOptions, "startOffset" | "concurrency" | "maxRecords">> = {}) {
  const begun: Batch[] = [];
  const ends: ((outcome: "applied" | "fenced") => void)[] = [];
  const seeks: bigint[] = [];
  const ahead = createReadAhead(
    {
      maxRecords: 10,
      concurrency: 3,
      ...changes,
      apply(batch) {
        begun.push(batch);
        return new Promise((resolve) => ends.push(resolve));
      },
    },
    {
      heartbeatMs: 60_000,
      seek: (_topic, _partition, next) => seeks.push(next),
      isNotOurs: (error) => error === NOT_OURS,
      log: silent,
    },
  );
  return { ahead, begun, ends, seeks };
}

function fetched(first: bigint, changes: Partial<Fetched> & { readonly count?: number } = {}) {
  const commits: bigint[] = [];
  const { count = 2, ...others } = changes;
  const records = Array.from({ length: count }, (_, at) => ({
    key: "k",
    value: null,
    offset: first + BigInt(at),
    timestampMs: 0,
  }));
  const batch: Fetched = {
    topic: "t",
    partition: 0,
    records,
    heartbeat: async () => undefined,
    take: () => undefined,
    commit: async (next) => void commits.push(next),
    isWanted: () => true,
    ...others,
  };
  return { batch, commits };
}

/** Lets everything that waits for nothing but promises go on. */
const rest = async () => {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
};

describe("reading ahead", () => {
  it("lets the next batch be fetched while one is applied, and applies it afterwards", async () => {
    const { ahead, begun, ends } = stage();
    const [one, two] = [fetched(0n), fetched(2n)];
    await ahead.handle(one.batch);
    const second = ahead.handle(two.batch);
    await rest();
    expect(begun.map(({ next }) => next)).toEqual([2n]);
    expect(one.commits).toEqual([]);
    ends[0]!("applied");
    await second;
    expect(one.commits).toEqual([2n]);
    expect(begun.map(({ next }) => next)).toEqual([2n, 4n]);
    ends[1]!("applied");
    await ahead.close();
    expect(two.commits).toEqual([4n]);
  });

  it("applies no more partitions at once than it was told", async () => {
    const { ahead, begun, ends } = stage({ concurrency: 2 });
    const all = [0, 1, 2].map((partition) => ahead.handle(fetched(0n, { partition }).batch));
    await rest();
    expect(begun.map(({ partition }) => partition)).toEqual([0, 1]);
    ends[0]!("applied");
    await Promise.all(all);
    expect(begun.map(({ partition }) => partition)).toEqual([0, 1, 2]);
  });

  it("parts what is more than a batch may hold", async () => {
    const { ahead, begun, ends } = stage({ maxRecords: 2 });
    const { batch, commits } = fetched(0n, { count: 3 });
    await ahead.handle(batch);
    ends[0]!("applied");
    await rest();
    ends[1]!("applied");
    await ahead.close();
    expect(begun.map(({ records }) => records.length)).toEqual([2, 1]);
    expect(commits).toEqual([2n, 3n]);
  });

  it("begins where the authority says, and says so to the group", async () => {
    const { ahead, begun, seeks } = stage({ startOffset: async () => 7n });
    const { batch, commits } = fetched(0n);
    await ahead.handle(batch);
    expect([begun, seeks, commits]).toEqual([[], [7n], [7n]]);
    await ahead.handle(fetched(7n).batch);
    expect(begun.map(({ next }) => next)).toEqual([9n]);
  });

  it("asks the authority again when it was fenced, and applies nothing that was fetched before", async () => {
    let authority = 0n;
    const { ahead, begun, ends, seeks } = stage({ startOffset: async () => authority });
    let isStale = false;
    await ahead.handle(fetched(0n).batch);
    const late = ahead.handle(fetched(2n, { isWanted: () => !isStale }).batch);
    authority = 40n;
    isStale = true;
    ends[0]!("fenced");
    await late;
    expect(seeks).toEqual([40n]);
    expect(begun).toHaveLength(1);
  });

  it("says a commit again until a broker hears it", async () => {
    const { ahead, ends } = stage();
    let attempts = 0;
    const { batch } = fetched(0n, {
      async commit() {
        attempts += 1;
        if (attempts < 2) throw new Error("the broker is away");
      },
    });
    await ahead.handle(batch);
    ends[0]!("applied");
    await ahead.handle(fetched(2n).batch);
    expect(attempts).toBe(2);
  });

  it("does not wait for a commit that is not its own to say any more", async () => {
    const { ahead, ends } = stage();
    await ahead.handle(fetched(0n, { commit: () => Promise.reject(NOT_OURS) }).batch);
    const next = ahead.handle(fetched(2n, { heartbeat: () => Promise.reject(NOT_OURS) }).batch);
    ends[0]!("applied");
    await expect(next).rejects.toBe(NOT_OURS);
  });

  it("tells a failure to the next batch of the partition", async () => {
    const failing = createReadAhead(
      { maxRecords: 10, concurrency: 3, apply: () => Promise.reject(new Error("the store is broken")) },
      { heartbeatMs: 60_000, seek: () => undefined, isNotOurs: () => false, log: silent },
    );
    await failing.handle(fetched(0n).batch);
    await expect(failing.handle(fetched(2n).batch)).rejects.toThrow("the store is broken");
  });

  it("finishes what it is at when it closes, and begins nothing", async () => {
    const { ahead, begun, ends } = stage();
    const { batch, commits } = fetched(0n);
    await ahead.handle(batch);
    const closed = ahead.close();
    await ahead.handle(fetched(0n, { partition: 1 }).batch);
    ends[0]!("applied");
    await closed;
    expect(commits).toEqual([2n]);
    expect(begun).toHaveLength(1);
  });
});
