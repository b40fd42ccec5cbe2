import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ConfigError } from "@atelier/platform/errors.ts";
import { createDescriptorAudit } from "./audit-descriptor.ts";

const folder = mkdtempSync(join(tmpdir(), "audit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = {
  sinceStartMs: 1,
  origin: "site" as const,
  method: "GET",
  path: "/",
  status: 200,
  bytes: 1,
  userAgent: "Robot/1",
  conditional: false,
  tick: 0,
};

test("every entry is written as a JSON line before the descriptor is closed", async () => {
  const path = join(folder, "audit.jsonl");
  const audit = createDescriptorAudit(openSync(path, "w"));
  for (let tick = 0; tick < 5000; tick += 1) audit.record({ ...entry, tick });
  await audit.close();
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(5000);
  expect(JSON.parse(lines[4999] ?? "")).toEqual({ ...entry, tick: 4999 });
});

test("a descriptor that nobody opened is a configuration error", () => {
  const descriptor = openSync("/dev/null", "w");
  closeSync(descriptor);
  expect(() => createDescriptorAudit(descriptor)).toThrow(ConfigError);
});
