import { describe, expect, it } from "vitest";
import { systemCallFilter } from "./system-calls.ts";

const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const X64 = 0xc000003e;
const ARM64 = 0xc00000b7;

/** What the kernel would do with a call: the few instructions that the filter uses, interpreted. */
function decide(program: Buffer, architecture: number, number: number): number {
  let word = 0;
  for (let at = 0; ; at += 1) {
    const code = program.readUInt16LE(at * 8);
    const operand = program.readUInt32LE(at * 8 + 4);
    if (code === 0x20) word = operand === 4 ? architecture : number;
    else if (code === 0x06) return operand;
    else {
      const holds = code === 0x15 ? word === operand : word >= operand;
      at += program.readUInt8(at * 8 + (holds ? 2 : 3));
    }
  }
}

describe("the filter of system calls", () => {
  it.each([
    ["x64", X64, 250, 101],
    ["arm64", ARM64, 219, 117],
  ])("refuses key rings and tracing on %s, and allows the rest", (name, audit, keyctl, ptrace) => {
    const filter = systemCallFilter(name);
    if (!filter) throw new Error("a filter exists");
    expect(decide(filter, audit, keyctl)).toBe(0x00050001);
    expect(decide(filter, audit, ptrace)).toBe(0x00050001);
    expect(decide(filter, audit, 425)).toBe(0x00050026);
    for (const ordinary of [0, 1, 2, 59, 63, 231]) expect(decide(filter, audit, ordinary)).toBe(ALLOW);
  });

  it("ends who calls by another architecture's numbers", () => {
    const filter = systemCallFilter("x64");
    if (!filter) throw new Error("a filter exists");
    expect(decide(filter, 0x40000003, 1)).toBe(KILL);
    expect(decide(filter, X64, 0x40000000 + 250)).toBe(KILL);
  });

  it("is none on an architecture that is not known", () => {
    expect(systemCallFilter("s390x")).toBeUndefined();
  });
});
