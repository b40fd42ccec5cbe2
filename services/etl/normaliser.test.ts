import { CleanRecord, DeadLetter } from "@atelier/contracts/clean.ts";
import { KINDS, type Kind } from "@atelier/contracts/kinds.ts";
import type { IncomingRecord } from "@atelier/platform/kafka.ts";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anonymisedOrder, canonicalRawOrder, canonicalRawReview } from "./canonical-raw.ts";
import { readClean, type CleanOf } from "./messages.ts";
import { normalise } from "./normalise.ts";
import { normaliseRecord } from "./normaliser.ts";
import { keyOf, rawRecord } from "./testing/records.ts";

const incoming = (key: string, value: string | Buffer | null): IncomingRecord => ({
  key,
  value: typeof value === "string" ? Buffer.from(value) : value,
  offset: 7n,
  timestampMs: Date.UTC(2026, 2, 4),
});

function cleanOf<K extends Kind>(kind: K, value: string | null): CleanOf<K> {
  const { id } = CleanRecord.parse(JSON.parse(value ?? "null"));
  const read = readClean(kind, incoming(id, value));
  if (read.type !== "message") throw new Error(`not a clean record of ${kind}`);
  return read.message;
}

describe("normaliseRecord", () => {
  it("publishes the clean record under the same key, as the loaders' schema wants it", () => {
    for (const kind of KINDS) {
      const raw = rawRecord(kind);
      const { topic, key, value } = normaliseRecord(kind, incoming(raw.id, JSON.stringify(raw)));
      expect({ topic, key }).toEqual({ topic: `clean.${kind}`, key: raw.id });
      expect(cleanOf(kind, value).id).toBe(raw.id);
    }
  });

  it("writes what JSON.stringify would", () => {
    for (const kind of KINDS) {
      const raw = rawRecord(kind, {}, { hash: 'a "hash"\n', repairs: ["cp1252"], subjects: [keyOf("ana")] });
      const { value } = normaliseRecord(kind, incoming(raw.id, JSON.stringify(raw)));
      const result = normalise(raw);
      expect(value).toBe("clean" in result ? JSON.stringify(result.clean) : undefined);
    }
  });

  it("passes tombstones on", () => {
    const tombstone = { topic: "clean.reviews", key: "R1", value: null };
    expect(normaliseRecord("reviews", incoming("R1", null))).toEqual(tombstone);
  });

  it("gives a dead letter that points to the key, and never throws, whatever bytes come", () => {
    const json = fc.oneof(
      fc.json().map((text) => Buffer.from(text)),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc
        .json()
        .map((text) => Buffer.from(JSON.stringify({ ...rawRecord("orders"), body: JSON.parse(text) }))),
    );
    fc.assert(
      fc.property(json, fc.constantFrom(...KINDS), (value, kind) => {
        const { topic, key, value: letter } = normaliseRecord(kind, incoming("some key", value));
        expect({ topic, key }).toEqual({ topic: `dead.${kind}`, key: "some key" });
        expect(DeadLetter.parse(JSON.parse(letter ?? "")).rule).toBe("schema");
      }),
    );
  });

  it("keeps of a broken record whom it speaks of, so that an erasure finds its dead letter", () => {
    const raw = { ...rawRecord("reviews", {}, { subjects: [keyOf("ana")] }), version: "one" };
    const { value } = normaliseRecord("reviews", incoming("R1", JSON.stringify(raw)));
    expect(JSON.parse(value ?? "")).toMatchObject({
      source: "review-pages",
      subjects: [keyOf("ana")],
      reason: "not as the schema says: version",
    });
  });

  it("refuses a record under a key that is not its id", () => {
    const value = JSON.stringify(rawRecord("reviews"));
    expect(normaliseRecord("reviews", incoming("R2", value))).toMatchObject({ rule: "schema", key: "R2" });
  });
});

describe("a clean record written back to the raw layer", () => {
  it("is normalised to the same clean record again", () => {
    const order = rawRecord(
      "orders",
      { orderedAt: "2026-07-14 12:00:00", status: "Annulée", totalCents: 1 },
      { version: 5, subjects: [keyOf("email")] },
    );
    const clean = cleanOf("orders", normaliseRecord("orders", incoming("O1", JSON.stringify(order))).value);
    expect(normalise(canonicalRawOrder(clean))).toEqual({ clean });
    const anonymous = anonymisedOrder(clean);
    expect(normalise(canonicalRawOrder(anonymous))).toEqual({ clean: anonymous });
    expect(JSON.stringify(anonymous)).not.toContain(keyOf("email"));

    const review = rawRecord("reviews", { rating: "4/5", text: "DÃ©licieux <b>miel</b>" }, { version: 2 });
    const cleanReview = cleanOf(
      "reviews",
      normaliseRecord("reviews", incoming("R1", JSON.stringify(review))).value,
    );
    expect(normalise(canonicalRawReview(cleanReview))).toEqual({ clean: cleanReview });
  });
});
