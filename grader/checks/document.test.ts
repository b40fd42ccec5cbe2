import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { CHECKS } from "./checks.ts";
import { documentCheck, documentName } from "./document.ts";

const folder = new URL("../../docs/checks/", import.meta.url);

describe("the pages about checks", () => {
  it("are there, one a check, and none of a check that is gone", async () => {
    expect((await readdir(folder)).toSorted()).toEqual(CHECKS.map(documentName).toSorted());
  });

  it("say what the checks are now (else: node grader/checks/write-documents.ts)", async () => {
    for (const check of CHECKS) {
      expect(await readFile(new URL(documentName(check), folder), "utf8")).toBe(documentCheck(check));
    }
  });
});
