// What was collected survives the process, all of it or none of a batch.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError } from "@atelier/platform/errors.ts";
import { openCheckpoint } from "./checkpoint.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "checkpoint-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const seen = { lastmod: "2026-09-06", etag: '"a"', lastModified: null, next: "2" };

describe("openCheckpoint", () => {
  it("remembers pages, announced work, positions and forgotten persons", () => {
    const first = openCheckpoint(folder);
    first.apply([
      { type: "page", resource: "site/a", seen },
      { type: "todo", todo: { resource: "/b", kind: "media", about: "F1" } },
      { type: "todo", todo: { resource: "/c", kind: "reviews", about: "" } },
      { type: "position", name: "events", value: "12" },
      { type: "forget", pseudonyms: ["p", "q", "p"] },
    ]);
    first.apply([
      { type: "done", resource: "/c" },
      { type: "position", name: "events", value: "13" },
    ]);
    first.close();
    const again = openCheckpoint(folder);
    expect(again.page("site/a")).toEqual(seen);
    expect(again.page("site/z")).toBeUndefined();
    expect(again.todos()).toEqual([{ resource: "/b", kind: "media", about: "F1" }]);
    expect(again.position("events")).toBe("13");
    expect([...again.forgotten()]).toEqual(["p", "q"]);
    again.close();
  });

  it("applies a batch whole or not at all", () => {
    const checkpoint = openCheckpoint(folder);
    const broken = { type: "position", name: "x", value: null } as unknown as {
      type: "done";
      resource: string;
    };
    expect(() => checkpoint.apply([{ type: "page", resource: "site/a", seen }, broken])).toThrow();
    expect(checkpoint.page("site/a")).toBeUndefined();
    checkpoint.apply([{ type: "page", resource: "site/a", seen }]);
    expect(checkpoint.page("site/a")).toEqual(seen);
    checkpoint.close();
  });

  it("says which setting to change when it cannot be kept", () => {
    writeFileSync(join(folder, "checkpoint.sqlite"), "this is no database, and long enough to be told apart");
    expect(() => openCheckpoint(folder)).toThrow(ConfigError);
    expect(() => openCheckpoint(join(folder, "checkpoint.sqlite", "below"))).toThrow(/SCRAPER_STATE_DIR/);
  });
});
