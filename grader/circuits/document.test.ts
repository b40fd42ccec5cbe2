import { describe, expect, it } from "vitest";
import { Submission } from "@atelier/contracts/submission.ts";
import { declaredParts, namedParts, speaksOf } from "./document.ts";

describe("a document of circuits", () => {
  it.each([
    ["La table `shop.product` est chargée", "shop.product", true],
    ["La table product est chargée", "shop.product", true],
    ["Les productions", "shop.product", false],
    ["`COLLECT` puis load.", "collect", true],
    ["", "collect", false],
    ["texte", "", false],
  ])("in “%s” speaks of %s: %s", (text, name, found) => {
    expect(speaksOf(text, name)).toBe(found);
  });

  it("names tables and files between backquotes, once each", () => {
    const text =
      "`src/load.py` remplit `shop.product` (`src/load.py`), `SELECT 1`, `notes`, `docs/a.md`, `../x.py`";
    expect(namedParts(text, [])).toEqual([
      { kind: "file", name: "src/load.py" },
      { kind: "table", name: "shop.product" },
      { kind: "file", name: "docs/a.md" },
    ]);
  });

  it("names no file of the work where a command of the contract leaves one", () => {
    expect(namedParts("`quality.json` `measure.json` `quality.py`", [])).toEqual([
      { kind: "file", name: "quality.py" },
    ]);
  });

  it("names no table where a declared topic has that name, or the beginning of it", () => {
    expect(namedParts("`raw.orders`, `clean.orders`, `rawish.orders`", ["raw", "clean.orders"])).toEqual([
      { kind: "table", name: "rawish.orders" },
    ]);
  });

  it("has to speak of every part that is declared, but for what brings dependencies", () => {
    const submission = Submission.parse({
      version: 1,
      exam: "E2",
      commands: { install: "i", collect: "c", serve: "s" },
      environment: { DB_HOST: "${POSTGRES_HOST}" },
      schedule: { cadenceSeconds: 60, recoverySeconds: 60, scheduler: "cron" },
      stores: { relational: { reader: "r", loader: "l" } },
      raw: { in: "files", folder: "raw" },
      entities: { products: ["shop.product"] },
    });
    expect(declaredParts(submission).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "stage collect",
      "stage serve",
      "table shop.product",
      "role r",
      "role l",
      "parameter DB_HOST",
      "scheduler cron",
    ]);
  });
});
