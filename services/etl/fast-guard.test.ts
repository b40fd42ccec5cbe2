import { CLEAN_BODIES, CleanRecord, DeadLetter } from "@atelier/contracts/clean.ts";
import { KINDS } from "@atelier/contracts/kinds.ts";
import { RAW_BODIES, RawRecord } from "@atelier/contracts/raw.ts";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { isCanonicalInstant } from "./canonical-forms.ts";
import { guardOf } from "./fast-guard.ts";
import { normalise } from "./normalise.ts";
import { rawRecord } from "./testing/records.ts";

const raws = KINDS.map((kind) => rawRecord(kind));
const cleans = raws.flatMap((raw) => {
  const result = normalise(raw);
  return "clean" in result ? result.clean : [];
});
const dead = normalise(rawRecord("reviews", { rating: "9" }));

/** Schemas of the contract with a sound value of each. */
const SAMPLES: readonly (readonly [name: string, schema: z.ZodType, value: unknown])[] = [
  ...raws.map((raw) => [`raw ${raw.kind}`, RAW_BODIES[raw.kind], raw.body] as const),
  ...cleans.map((clean) => [`clean ${clean.kind}`, CLEAN_BODIES[clean.kind], clean.body] as const),
  ...raws.map((raw) => [`raw record of ${raw.kind}`, RawRecord, raw] as const),
  ...cleans.map((clean) => [`clean record of ${clean.kind}`, CleanRecord, clean] as const),
  ["dead letter", DeadLetter, "dead" in dead ? dead.dead : undefined],
];

/** Every value that is one field away from `value`, with `other` in its place or without it. */
function* neighbours(value: unknown, other: unknown): Iterable<unknown> {
  yield other;
  if (Array.isArray(value)) {
    yield [...(value as unknown[]), other];
    for (const [at, element] of value.entries()) {
      for (const near of neighbours(element, other)) yield value.toSpliced(at, 1, near);
    }
  } else if (value !== null && typeof value === "object") {
    for (const [name, field] of Object.entries(value)) {
      const { [name as keyof typeof value]: _, ...rest } = value;
      yield rest;
      for (const near of neighbours(field, other)) yield { ...value, [name]: near };
    }
  }
}

const odd = fc.oneof(
  fc.constantFrom(null, "", [], {}, true, 0, 1.5, -1, 2 ** 53, "2026-02-30T00:00:00.000Z", "2026-03-29"),
  fc.constantFrom("g", "2026-03-04T10:00:00+01:00", "2026-03-04T10:00Z", "0".repeat(64), "G".repeat(64)),
  fc.integer(),
  fc.double(),
  fc.string(),
);

describe("a guard made of a schema", () => {
  it.each(SAMPLES)(
    "agrees with the schema on a sound %s and on everything one field away",
    (_, schema, value) => {
      const guard = guardOf(schema);
      expect(guard(value)).toBe(true);
      const disagreements = fc
        .sample(odd, 20)
        .flatMap((other) => [...neighbours(value, other)])
        .filter((near) => guard(near) !== schema.safeParse(near).success);
      expect(disagreements).toEqual([]);
    },
  );
});

describe("isCanonicalInstant", () => {
  it("says yes only to what Date writes, and to all of it up to the 28th", () => {
    const instant = fc.date({ min: new Date(0), max: new Date(Date.UTC(9999, 11)), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (date) => {
        expect(isCanonicalInstant(date.toISOString())).toBe(date.getUTCDate() <= 28);
      }),
    );
    fc.assert(
      fc.property(
        instant,
        fc.nat(23),
        fc.constantFrom(..."0129-:.TZ+ ".split(""), "é"),
        (date, at, character) => {
          const text = date.toISOString();
          const near = text.slice(0, at) + character + text.slice(at + 1);
          const parsed = new Date(near);
          const isIts = !Number.isNaN(parsed.getTime()) && parsed.toISOString() === near;
          expect(isCanonicalInstant(near) && !isIts).toBe(false);
        },
      ),
    );
  });
});
