import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { kafka } from "./recipes/kafka.ts";
import { postgres } from "./recipes/postgres.ts";
import { completeState, readState, writeState } from "./state.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier état-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("state of a set", () => {
  it("gives each engine its own ports and passwords", async () => {
    const state = await completeState({}, [kafka, postgres]);
    const ports = Object.values(state).flatMap((engine) => Object.values(engine.ports));
    const secrets = Object.values(state).flatMap((engine) => Object.values(engine.secrets));
    expect(new Set(ports).size).toBe(3);
    expect(new Set(secrets).size).toBe(5);
  });

  it("keeps what is known when engines are added", async () => {
    const before = await completeState({}, [postgres]);
    const after = await completeState(before, [kafka, postgres]);
    expect(after.postgres).toEqual(before.postgres);
  });

  it("refuses data of another version", async () => {
    const before = await completeState({}, [postgres]);
    await expect(completeState(before, [{ ...postgres, version: "16.0" }])).rejects.toThrow(/made by 15\.18/);
  });

  it("is read back as written, by its owner alone", async () => {
    const state = await completeState({}, [kafka]);
    await writeState(folder, state);
    expect(await readState(folder)).toEqual(state);
    expect((await stat(join(folder, "engines.json"))).mode & 0o777).toBe(0o600);
  });

  it("is undefined before a first start, and an error with its remedy when damaged", async () => {
    expect(await readState(folder)).toBeUndefined();
    await writeFile(join(folder, "engines.json"), '{"kafka":{"ver');
    await expect(readState(folder)).rejects.toThrow(/damaged; \.\/atelier reset/);
  });
});
