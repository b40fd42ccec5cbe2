// Variants are held against the submission that they change: one that no longer fits says nothing of the grader.
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { MUTANTS, NEUTRAL_VARIANTS } from "../mutants/all.ts";
import type { Mutant } from "../mutants/mutant.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = {
  reference: join(CHECKOUT, "tests/submissions/reference/folder"),
  "python-complete": join(CHECKOUT, "tests/submissions/python-complete"),
} as const;
const ALL = [...MUTANTS, ...NEUTRAL_VARIANTS];

/** Where a file of a submission comes from. */
const originOf = (of: Mutant["of"], path: string) =>
  join(of === "reference" && path.startsWith("services/") ? CHECKOUT : FOLDERS[of], path);

describe("the variants", () => {
  it("have names of their own", () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
  });

  it("change something, and mutants cost something", () => {
    expect(ALL.filter((one) => one.changes.length === 0 && !("processors" in one))).toEqual([]);
    expect(MUTANTS.filter(({ costs }) => costs.length === 0)).toEqual([]);
  });

  it("say which phases are run again, where not all are", () => {
    expect(ALL.filter(({ reach, phases }) => (reach === "phases") !== (phases !== undefined))).toEqual([]);
  });

  it("replace text that is there exactly once, and remove files that are there", async () => {
    for (const { id, of, changes } of ALL) {
      for (const change of changes) {
        if (change.type === "remove") await access(originOf(of, change.path));
        if (change.type !== "file") continue;
        const text = await readFile(originOf(of, change.path), "utf8");
        expect([id, change.path, text.split(change.find).length - 1]).toEqual([id, change.path, 1]);
      }
    }
  });
});
