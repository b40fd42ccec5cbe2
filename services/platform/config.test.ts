import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readConfig } from "./config.ts";

const Config = z.object({ LOADER_PASSWORD: z.string().min(1), TOKENS_FILE: z.string().optional() });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-config-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a secret may be given by a file, and its line end is none of it", async () => {
  const file = join(folder, "password");
  await writeFile(file, "of the loader\n");
  expect(readConfig(Config, { LOADER_PASSWORD_FILE: file })).toEqual({ LOADER_PASSWORD: "of the loader" });
});

test("a file that cannot be read is named with its variable", () => {
  const file = join(folder, "absent");
  expect(() => readConfig(Config, { LOADER_PASSWORD_FILE: file })).toThrow(/^LOADER_PASSWORD_FILE: .*absent/);
});

test("a variable that is a file's name itself is left as it is", () => {
  const environment = { LOADER_PASSWORD: "x", TOKENS_FILE: "/run/secrets/tokens.json" };
  expect(readConfig(Config, environment)).toEqual(environment);
});

test("a mistake is told by the variable's name alone", () => {
  expect(() => readConfig(Config, { LOADER_PASSWORD: "" })).toThrow(/LOADER_PASSWORD/);
});
