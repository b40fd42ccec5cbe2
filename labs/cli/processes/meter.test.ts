import { describe, expect, it } from "vitest";
import { parseSample } from "./meter.ts";

describe("a sample of a process", () => {
  it("is read although its name holds spaces and parentheses", () => {
    const stat =
      "42 (a (b) c) S 7 42 42 0 -1 4194304 500 0 0 0 120 30 0 0 20 0 9 0 1234 9000000 2500 18446744073709551615";
    expect(parseSample(42, stat)).toEqual({
      pid: 42,
      parent: 7,
      command: "a (b) c",
      cpuTicks: 150,
    });
  });
});
