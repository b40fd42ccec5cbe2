import { KINDS } from "@atelier/contracts/kinds.ts";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCanonical } from "./canonical-envelope.ts";
import { normaliseRecord } from "./normaliser.ts";
import { keyOf, rawRecord } from "./testing/records.ts";

const PIECES = [
  '"',
  "\\",
  ",",
  "}",
  "{}",
  "é",
  "œ",
  " ",
  "0",
  "-1",
  "1e3",
  '"x":1,',
  "\\u0000",
  "\\u0041",
  "spaces",
];

/** The outcome for `text`, but for the hash that a broken message's dead letter has of its bytes. */
function outcomeOf(kind: (typeof KINDS)[number], key: string, text: string) {
  const record = { key, value: Buffer.from(text), offset: 0n, timestampMs: 0 };
  const { topic, key: outKey, rule, value } = normaliseRecord(kind, record);
  const json = JSON.parse(value ?? "null") as Record<string, unknown>;
  return { topic, outKey, rule, value: rule === undefined ? json : { ...json, hash: "" } };
}

describe("readCanonical", () => {
  it("reads every kind of record as the scraper writes it, and keeps its envelope's text", () => {
    for (const kind of KINDS) {
      const raw = rawRecord(kind, {}, { subjects: [keyOf("ana"), keyOf("bo")], repairs: ["text-contact"] });
      const text = JSON.stringify(raw);
      const read = readCanonical(kind, text);
      expect(read?.message).toEqual(raw);
      expect(text.startsWith(`${read?.head}["text-contact"],"body":`)).toBe(true);
    }
  });

  it("leaves alone what has another kind, another order, an escape, an unknown rule, or more after the body", () => {
    const { body, ...envelope } = rawRecord("prices");
    const text = JSON.stringify({ ...envelope, body });
    expect(readCanonical("orders", text)).toBeUndefined();
    expect(readCanonical("prices", JSON.stringify({ body, ...envelope }))).toBeUndefined();
    expect(readCanonical("prices", text.replace("P1~", String.raw`P\u0031~`))).toBeUndefined();
    expect(readCanonical("prices", text.replace('"repairs":[]', '"repairs":["none"]'))).toBeUndefined();
    expect(readCanonical("prices", text.replace(/}$/, ',"body":{}}'))).toBeUndefined();
  });

  it("lets no NUL character by", () => {
    const raw = rawRecord("reviews", { text: "bon\u0000miel" });
    expect(outcomeOf("reviews", raw.id, JSON.stringify(raw)).rule).toBe("schema");
  });

  it("changes nothing of what a message becomes, however damaged", () => {
    const edits = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3), fc.constantFrom(...PIECES)),
      {
        maxLength: 2,
      },
    );
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), edits, (kind, changes) => {
        const raw = rawRecord(kind);
        let text = JSON.stringify(raw);
        for (const [place, cut, piece] of changes) {
          const at = Math.floor(place * text.length);
          text = text.slice(0, at) + piece + text.slice(at + cut);
        }
        // A space before it makes no difference to the parser, and is not canonical.
        expect(outcomeOf(kind, raw.id, text)).toEqual(outcomeOf(kind, raw.id, ` ${text}`));
      }),
      { numRuns: 1000 },
    );
  });
});
