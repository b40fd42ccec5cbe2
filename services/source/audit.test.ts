import { expect, test } from "vitest";
import { createAuditLog } from "./audit.ts";

const entry = (tick: number) => ({
  sinceStartMs: tick,
  origin: "site" as const,
  method: "GET",
  path: "/",
  status: 200,
  bytes: 1,
  userAgent: "x",
  conditional: false,
  tick,
});

const ticks = (lines: Iterable<string>) =>
  [...lines]
    .join("")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { tick: number }).tick);

test("entries come back in order, sealed blocks and open ones alike", () => {
  const log = createAuditLog();
  for (let n = 0; n < 2500; n += 1) log.record(entry(n));
  expect(ticks(log.lines())).toEqual(Array.from({ length: 2500 }, (_, n) => n));
});

test("the oldest are dropped beyond the bound", () => {
  const log = createAuditLog(3000);
  for (let n = 0; n < 6500; n += 1) log.record(entry(n));
  const kept = ticks(log.lines());
  expect(kept[0]).toBe(3000);
  expect(kept.at(-1)).toBe(6499);
});

test("what is recorded while the log is read out does not disturb the reading", () => {
  const log = createAuditLog();
  for (let n = 0; n < 1500; n += 1) log.record(entry(n));
  const reading = log.lines();
  const [first] = [reading[Symbol.iterator]().next().value ?? ""];
  for (let n = 1500; n < 2500; n += 1) log.record(entry(n));
  expect(ticks([first, ...reading])).toHaveLength(1500);
});
