import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ConfigError } from "@atelier/platform/errors.ts";
import { openTickJournal } from "./tick-journal.ts";

const folder = mkdtempSync(join(tmpdir(), "journal-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what was appended is the past of the next process", () => {
  const path = join(folder, "ticks");
  const first = openTickJournal(path);
  expect(first.past).toEqual([]);
  for (const drift of ["none", "prices", "none"] as const) first.append(drift);
  expect(openTickJournal(path).past).toEqual(["none", "prices", "none"]);
});

test("a tick that was cut short is none, and does not spoil the next", () => {
  const path = join(folder, "cut");
  openTickJournal(path).append("fraud");
  appendFileSync(path, "pri");
  const reopened = openTickJournal(path);
  expect(reopened.past).toEqual(["fraud"]);
  reopened.append("text");
  expect(openTickJournal(path).past).toEqual(["fraud", "text"]);
});

test("a line that is no drift is refused by its number", () => {
  const path = join(folder, "spoilt");
  appendFileSync(path, "none\nsome\n");
  expect(() => openTickJournal(path)).toThrow(ConfigError);
  expect(() => openTickJournal(path)).toThrow(/line 2/);
});
