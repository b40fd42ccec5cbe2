// Variants are held against the submission that they change: one that no longer fits says nothing of the grader.
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { MUTANTS, NEUTRAL_VARIANTS } from "../mutants/all.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = join(CHECKOUT, "tests/submissions/reference/folder");
const ALL = [...MUTANTS, ...NEUTRAL_VARIANTS];

/** Where a file of the reference's submission comes from. */
const originOf = (path: string) => join(path.startsWith("services/") ? CHECKOUT : FOLDER, path);

describe("the variants", () => {
  it("have names of their own", () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
  });

  it("change something, and mutants cost something", () => {
    expect(ALL.filter(({ changes }) => changes.length === 0)).toEqual([]);
    expect(MUTANTS.filter(({ costs }) => costs.length === 0)).toEqual([]);
  });

  it("replace text that is there exactly once, and remove files that are there", async () => {
    for (const { id, changes } of ALL) {
      for (const change of changes) {
        if (change.type === "remove") await access(originOf(change.path));
        if (change.type !== "file") continue;
        const text = await readFile(originOf(change.path), "utf8");
        expect([id, change.path, text.split(change.find).length - 1]).toEqual([id, change.path, 1]);
      }
    }
  });
});
