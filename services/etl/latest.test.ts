import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latestByKey, type KeyState, type Versioned } from "./latest.ts";

type Message = readonly [key: string, message: (Versioned & { readonly body: number }) | undefined];

/** What a store does with the state of a batch: erase first, then keep the newest. */
function applyTo(store: Map<string, Versioned>, states: Map<string, KeyState<Versioned>>): void {
  for (const [key, { erased, latest }] of states) {
    if (erased) store.delete(key);
    const present = store.get(key);
    if (latest && (!present || latest.version >= present.version)) store.set(key, latest);
  }
}

const applied = (...batches: readonly (readonly Message[])[]) => {
  const store = new Map<string, Versioned>();
  for (const batch of batches) applyTo(store, latestByKey(batch));
  return store;
};

const version = fc.integer({ min: 0, max: 5 });
const key = fc.constantFrom("a", "b", "c");
/** A version of a key has one body, as everything that is published has. */
const records = fc.array(
  fc.tuple(key, version).map(([k, v]): Message => [k, { version: v, body: v * 10 + k.length }]),
);
const messages = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(key, version).map(([k, v]): Message => [k, { version: v, body: v }]) },
    { weight: 1, arbitrary: key.map((k): Message => [k, undefined]) },
  ),
);

const of = (...versions: (number | undefined)[]) =>
  latestByKey(
    versions.map((given) => ["key", given === undefined ? undefined : { version: given }] as const),
  ).get("key");

describe("latestByKey", () => {
  it("leaves a store as one by one would, however the log is cut into batches", () => {
    fc.assert(
      fc.property(messages, fc.nat(20), (log, cut) => {
        const oneByOne = applied(...log.map((message) => [message]));
        expect(applied(log)).toEqual(oneByOne);
        expect(applied(log.slice(0, cut), log.slice(cut))).toEqual(oneByOne);
      }),
    );
  });

  it("leaves the same store in whatever order the records come, and when they come twice", () => {
    fc.assert(
      fc.property(
        records.chain((log) =>
          fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length })),
        ),
        ([log, shuffled]) => {
          expect(applied(shuffled)).toEqual(applied(log));
          expect(applied(log, shuffled)).toEqual(applied(log));
        },
      ),
    );
  });

  it("keeps the newest record, the later of equals", () => {
    expect(of(1, 2)).toEqual({ erased: false, latest: { version: 2 }, endsWithOlder: false });
  });

  it("tells when the log ends with an older record, which compaction would keep", () => {
    expect(of(2, 1)).toMatchObject({ latest: { version: 2 }, endsWithOlder: true });
    expect(of(2, 1, 2)).toMatchObject({ latest: { version: 2 }, endsWithOlder: false });
  });

  it("forgets what a tombstone erased", () => {
    expect(of(2, 1, undefined)).toEqual({ erased: true, latest: undefined, endsWithOlder: false });
    expect(of(2, undefined, 1)).toEqual({ erased: true, latest: { version: 1 }, endsWithOlder: false });
  });
});
