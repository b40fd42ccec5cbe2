import { describe, expect, it } from "vitest";
import { createShinglesMemo } from "./shingles-memo.ts";

describe("the memo of shingles", () => {
  it("computes a text once for as long as every batch asks for it, and then forgets it", () => {
    const computed: string[] = [];
    const memo = createShinglesMemo((text) => {
      computed.push(text);
      return new Set([text]);
    });
    const first = memo.begin();
    expect([first("a"), first("a"), first("b")]).toEqual([new Set("a"), new Set("a"), new Set("b")]);
    expect(memo.begin()("a")).toEqual(new Set("a"));
    expect(computed).toEqual(["a", "b"]);
    const third = memo.begin();
    third("a");
    third("b");
    expect(computed).toEqual(["a", "b", "b"]);
  });
});
