import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { readable } from "./readable.ts";

describe("a stranger's text", () => {
  it("loses colours, cursor movements and titles of the terminal", () => {
    expect(readable("\u001B[31mred\u001B[0m \u001B]0;title\u0007end\u001B[2J")).toBe("red end");
  });

  it("shows what would hide or turn the direction of reading", () => {
    expect(readable("a\u202Eb\u0000c\u200Bd")).toBe("a\uFFFDb\uFFFDc\uFFFDd");
  });

  it("keeps lines, tabs, accents and emoji", () => {
    expect(readable("é\tà\r\nça 🌾\n")).toBe("é\tà\nça 🌾\n");
  });

  it("never holds a control character, whatever comes", () => {
    const hidden: string[] = [];
    assert(
      property(string({ unit: "binary" }), (text) => {
        // oxlint-disable-next-line no-control-regex
        if (/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/.test(readable(text))) hidden.push(text);
      }),
    );
    expect(hidden).toEqual([]);
  });
});
