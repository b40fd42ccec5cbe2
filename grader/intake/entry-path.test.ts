import { posix } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { entryPath } from "./entry-path.ts";

test("a name never leads out of its root, whatever it is made of", () => {
  const piece = fc.oneof(
    fc.constantFrom("..", ".", "/", "\\", "C:", "a", "é", "//", "..\\", " ", "\u202E"),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const safe = entryPath(pieces.join(""));
      if ("omitted" in safe || safe.path === "") return;
      const placed = posix.resolve("/root/tree", safe.path);
      expect(placed.startsWith("/root/tree/")).toBe(true);
      expect(placed).toBe(`/root/tree/${safe.path}`);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["../up", "outside"],
  ["a/../../up", "outside"],
  ["a\\..\\..\\up", "outside"],
  ["/etc/passwd", "outside"],
  ["C:\\Windows\\x", "outside"],
  ["a\nb", "unreadable-name"],
  ["a\u001B[2Jb", "unreadable-name"],
  ["a\u0000b", "unreadable-name"],
  ["x/".repeat(40), "too-long"],
  ["n".repeat(300), "too-long"],
  ["work/.venv/bin/python", "ordinary"],
  ["__MACOSX/work/._main.py", "ordinary"],
])("%j is left out as %s", (name, omitted) => {
  expect(entryPath(name)).toEqual({ omitted });
});

test("a composed and a decomposed accent are the same name", () => {
  expect(entryPath("rapport-e\u0301tude.md")).toEqual(entryPath("rapport-\u00E9tude.md"));
});
