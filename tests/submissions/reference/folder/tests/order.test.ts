import { expect, test } from "vitest";
import type { RawRecord } from "@atelier/contracts/raw.ts";
import { createOrder } from "../stages/order.ts";

const record = (kind: "reviews" | "prices" | "labels", version = 0): RawRecord => ({
  source: kind === "labels" ? "drop-labels" : "events",
  kind,
  id: "X1",
  hash: "",
  observedAt: "2026-09-07T06:00:00.000Z",
  version,
  subjects: [],
  repairs: [],
  body: { version },
});

const told = (records: readonly RawRecord[]) =>
  records.map(createOrder()).map(({ version, repairs }) => [version, ...repairs].join(" "));

test("a correction that comes first is told again, with its rule, when the older revision arrives", () => {
  expect(told([record("reviews", 2), record("reviews", 1), record("reviews", 3)])).toEqual([
    "2",
    "2 stream-disorder",
    "3",
  ]);
});

test("an event that comes twice is told by its rule, and only an event", () => {
  expect(told([record("prices"), record("prices")])).toEqual(["0", "0 stream-duplicate"]);
  expect(told([record("labels"), record("labels")])).toEqual(["0", "0"]);
});
