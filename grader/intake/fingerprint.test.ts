import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { candidateCode, fingerprint } from "./fingerprint.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fingerprint-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("it is that of names and bytes, and of nothing else", async () => {
  await mkdir(join(folder, "a"));
  await writeFile(join(folder, "a/b"), "1");
  const before = await fingerprint(folder);
  await utimes(join(folder, "a/b"), 1, 1);
  expect(await fingerprint(folder)).toEqual(before);
  await writeFile(join(folder, "a/b"), "2");
  expect((await fingerprint(folder)).sha256).not.toBe(before.sha256);
});

test("bytes that move from a name to a content change it", async () => {
  await writeFile(join(folder, "a1:"), "");
  const one = await fingerprint(folder);
  await rm(join(folder, "a1:"));
  await writeFile(join(folder, "a"), "1:");
  expect((await fingerprint(folder)).sha256).not.toBe(one.sha256);
});

test("the code of a candidate is short, and the same for the same files", () => {
  expect(candidateCode("ab".repeat(32))).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
  expect(candidateCode("ab".repeat(32))).toBe(candidateCode("ab".repeat(32)));
});
