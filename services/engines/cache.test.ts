import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cached, requireSpace } from "./cache.ts";

let cacheDir: string;
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "atelier caché-"));
});
afterEach(() => rm(cacheDir, { recursive: true }));

describe("cache", () => {
  it("makes a folder once, however many ask at the same time", async () => {
    let made = 0;
    const make = async (folder: string) => {
      made += 1;
      await writeFile(join(folder, "file"), "whole");
    };
    const folders = await Promise.all([1, 2, 3].map(() => cached(cacheDir, "engine-1", make)));
    expect(made).toBe(1);
    expect(new Set(folders)).toEqual(new Set([join(cacheDir, "engine-1")]));
  });

  it("shows nothing of a failed attempt, and tries again", async () => {
    const attempt = cached(cacheDir, "engine-1", async (folder) => {
      await writeFile(join(folder, "file"), "half");
      throw new Error("no network");
    });
    await expect(attempt).rejects.toThrow("no network");
    expect((await readdir(cacheDir)).filter((name) => !name.endsWith(".lock"))).toEqual([]);
    await cached(cacheDir, "engine-1", (folder) => writeFile(join(folder, "file"), "whole"));
    expect(await readdir(join(cacheDir, "engine-1"))).toEqual(["file"]);
  });

  it("removes what a killed process left half-made", async () => {
    await mkdir(join(cacheDir, ".engine-1.partial-killed"));
    await cached(cacheDir, "engine-1", async () => undefined);
    expect((await readdir(cacheDir)).toSorted()).toEqual([".engine-1.lock", "engine-1"]);
  });

  it("says how much room is missing, and what to do", async () => {
    await expect(requireSpace(cacheDir, Number.MAX_SAFE_INTEGER, "use the other disk")).rejects.toThrow(
      /MB are free in .* or use the other disk$/,
    );
  });
});
