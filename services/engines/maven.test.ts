import { describe, expect, it } from "vitest";
import { compareSums, parseSums } from "./maven.ts";

const one = "a".repeat(64);
const two = "b".repeat(64);

describe("pinned artifacts", () => {
  it("reads what sha256sum writes, and nothing else", () => {
    expect([...parseSums(`${one}  kafka.jar\n${two} *scala library.jar\n\n# note\n`)]).toEqual([
      ["kafka.jar", one],
      ["scala library.jar", two],
    ]);
  });

  it("accepts exactly the pinned files", () => {
    expect(compareSums(new Map([["a.jar", one]]), new Map([["a.jar", one]]))).toEqual([]);
  });

  it("names what is missing, changed or additional", () => {
    const pinned = new Map([
      ["gone.jar", one],
      ["changed.jar", one],
    ]);
    const found = new Map([
      ["changed.jar", two],
      ["new.jar", two],
    ]);
    expect(compareSums(pinned, found)).toEqual([
      "gone.jar is missing",
      "changed.jar has another hash",
      "new.jar is not in the list",
    ]);
  });
});
