import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPlainFile, plainFiles, plainFolder } from "./plain-files.ts";

let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "atelier-plain-"));
  await mkdir(join(root, "work", "queries"), { recursive: true });
  await writeFile(join(root, "work", "queries", "Q1.sql"), "SELECT 1");
  await writeFile(join(root, "secret"), "hidden");
  await symlink(join(root, "secret"), join(root, "work", "queries", "Q2.sql"));
  await symlink(root, join(root, "work", "out"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

it("a declared folder is found below the submission, and nowhere else", async () => {
  const work = join(root, "work");
  expect(await plainFolder(work, "queries/")).toBe(join(work, "queries"));
  expect(await plainFolder(work, "./queries")).toBe(join(work, "queries"));
  for (const path of ["..", "queries/../..", "/etc", "out", "out/work/queries", "nowhere"])
    expect(await plainFolder(work, path)).toBeUndefined();
});

it("a link is no file, and neither is what is too long or a folder", async () => {
  const queries = join(root, "work", "queries");
  expect(await plainFiles(queries)).toEqual(["Q1.sql"]);
  const file = await openPlainFile(join(queries, "Q1.sql"), 100);
  expect(await file?.readFile("utf8")).toBe("SELECT 1");
  await file?.close();
  expect(await openPlainFile(join(queries, "Q2.sql"), 100)).toBeUndefined();
  expect(await openPlainFile(queries, 100)).toBeUndefined();
  await writeFile(join(queries, "big"), "");
  await truncate(join(queries, "big"), 101);
  expect(await openPlainFile(join(queries, "big"), 100)).toBeUndefined();
});
