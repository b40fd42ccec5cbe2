import { describe, expect, it } from "vitest";
import { DeadLetter } from "@atelier/contracts/clean.ts";
import type { RawRecord } from "@atelier/contracts/raw.ts";
import { ALL_RULES } from "@atelier/contracts/rules.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { createRawWorld } from "@atelier/world/raw-records.ts";
import { createWorld } from "@atelier/world/world.ts";
import { collect } from "./collected.ts";

const options = { secret: secretFromSeed("supplied"), scale: 0.1, pseudonymKey: "0123456789abcdef" };

/** What two collectors must agree on; of a PDF's text, the words. */
function essence({ source, kind, id, version, subjects, repairs, body }: RawRecord) {
  const { text, ...others } = body as { text?: string | null };
  const words = kind === "files" ? (text?.split(/\s+/).filter(Boolean) ?? null) : text;
  const key = `${source} ${kind} ${id} ${kind === "reviews" ? version : ""}`;
  return { key, version, subjects: subjects.toSorted(), repairs, body: { ...others, words } };
}

/** The last of each key, as a raw layer keeps it. */
const byKey = (records: Iterable<RawRecord>) => {
  const kept = new Map<string, unknown>();
  for (const one of records) {
    const { key, ...rest } = essence(one);
    kept.set(key, rest);
  }
  return kept;
};

const pointers = (letters: readonly DeadLetter[]) =>
  letters.map(({ source, kind, pointer, rule }) => ({ source, kind, pointer, rule }));

describe("the raw layer that a grader supplies", () => {
  it("is what the collector finds, record for record, but for the forgotten", async () => {
    const collected = await collect(createWorld(options), ALL_RULES, options.pseudonymKey);
    const truth = createTruth({ ...options, ticks: 0 });
    const forgotten = new Set(truth.forgotten());
    const isKept = (one: RawRecord) =>
      one.kind === "erasures" || !one.subjects.some((subject) => forgotten.has(subject));
    const raw = collected.flatMap((one) => ("raw" in one ? [one.raw] : []));
    const found = byKey(raw.filter(isKept));
    const supplied = byKey(createRawWorld(options).records());
    // Their orders stay, without them.
    const anonymised = new Set(
      raw.filter((one) => !isKept(one) && one.kind === "orders").map(({ id }) => id),
    );
    for (const id of anonymised) supplied.delete(`partner-orders orders ${id} `);
    // Of their reviews, no label comes either.
    for (const { kind, id, state } of truth.rawIds()) {
      if (kind === "labels" && state === "gone") found.delete(`drop-labels labels ${id} `);
    }
    expect([...supplied.keys()].filter((key) => !found.has(key))).toEqual([]);
    expect([...found.keys()].filter((key) => !supplied.has(key))).toEqual([]);
    for (const [key, one] of found) expect({ key, one: supplied.get(key) }).toEqual({ key, one });
  });

  it("has the ids that the truth names, and no others", () => {
    const kept = [...createTruth({ ...options, ticks: 0 }).rawIds()].filter(({ state }) => state === "kept");
    const names = kept.map(({ source, kind, id }) => `${source} ${kind} ${id}`);
    const supplied = new Set(
      [...createRawWorld(options).records()].map(({ source, kind, id }) => `${source} ${kind} ${id}`),
    );
    expect(supplied).toEqual(new Set(names));
  });

  it("names the lines that nobody can read as the collector does", async () => {
    const collected = await collect(createWorld(options), ALL_RULES, options.pseudonymKey);
    const dead = collected.flatMap((one) => ("dead" in one ? [one.dead] : []));
    const supplied = [...createRawWorld(options).unreadable()];
    expect(pointers(supplied)).toEqual(pointers(dead));
    for (const letter of supplied) DeadLetter.parse(letter);
  });
});
