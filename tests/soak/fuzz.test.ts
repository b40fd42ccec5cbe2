// Whatever bytes come, every extractor and the normaliser give records and dead letters as their schemas say, and throw nothing.
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CLEAN_BODIES, CleanRecord, DeadLetter } from "@atelier/contracts/clean.ts";
import { deadTopic } from "@atelier/contracts/kinds.ts";
import { RawRecord } from "@atelier/contracts/raw.ts";
import { normalise } from "@atelier/etl/normalise.ts";
import { normaliseRecord } from "@atelier/etl/normaliser.ts";
import type { Extracted } from "@atelier/scraper/extract/extracted.ts";
import { RAW_KINDS, SAMPLE_KINDS, samplesOf, type Sample } from "./samples.ts";

const RUNS = 3000;

/** One change to a text: a part gone, doubled, moved, or other characters in its place. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(400),
  how: fc.constantFrom("drop", "double", "replace", "insert"),
  text: fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom(
      "<",
      ">",
      '"',
      "&",
      "\\u0000",
      "\0",
      "é",
      "💐",
      "{",
      "}",
      "null",
      "-1",
      "1e999",
      "NaN",
      ";",
      "\r\n",
    ),
  ),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(text: string, changes: readonly Change[]): string {
  return changes.reduce((before, { at, length, how, text: other }) => {
    const start = Math.floor(at * before.length);
    const part = before.slice(start, start + length);
    const rest = before.slice(start + length);
    const middle = { drop: "", double: part + part, replace: other, insert: other + part }[how];
    return before.slice(0, start) + middle + rest;
  }, text);
}

function problemsOf({ records, deadLetters }: Extracted): unknown[] {
  return [
    ...deadLetters.flatMap((letter) => DeadLetter.safeParse(letter).error?.issues ?? []),
    ...records.flatMap((record) => {
      const parsed = RawRecord.safeParse(record);
      if (!parsed.success) return parsed.error.issues;
      const result = normalise(parsed.data);
      if ("dead" in result) return DeadLetter.safeParse(result.dead).error?.issues ?? [];
      return [
        ...(CleanRecord.safeParse(result.clean).error?.issues ?? []),
        ...(CLEAN_BODIES[result.clean.kind].safeParse(result.clean.body).error?.issues ?? []),
      ];
    }),
  ];
}

describe("every extractor, and the normaliser after it", () => {
  let samples: readonly Sample[];

  beforeAll(async () => {
    samples = await samplesOf("fuzz", 0.05);
  });

  it.each(SAMPLE_KINDS)(
    "reads mutated %s to records and dead letters that are as the schemas say",
    async (kind) => {
      const ours = samples.filter((sample) => sample.kind === kind);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...ours),
          fc.array(change, { minLength: 1, maxLength: 6 }),
          async ({ bytes, extract }, changes) => {
            const mutated = changed(bytes.toString("latin1"), changes);
            expect(problemsOf(await extract(Buffer.from(mutated, "latin1")))).toEqual([]);
          },
        ),
        { numRuns: RUNS },
      );
      process.stdout.write(`${kind}: ${RUNS} mutations of ${ours.length} samples\n`);
    },
  );

  it.each(SAMPLE_KINDS)("reads random bytes as %s", async (kind) => {
    const sample = samples.find((one) => one.kind === kind)!;
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (bytes) => {
        expect(problemsOf(await sample.extract(Buffer.from(bytes)))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it("gives one answer to any bytes on a topic", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RAW_KINDS), fc.uint8Array(), fc.string(), (kind, bytes, key) => {
        const record = { key, value: Buffer.from(bytes), offset: 7n, timestampMs: 0 };
        const outgoing = normaliseRecord(kind, record);
        expect(outgoing.topic).toBe(deadTopic(kind));
        expect(outgoing.value).not.toBeNull();
      }),
      { numRuns: RUNS },
    );
  });
});
