import { describe, expect, it } from "vitest";
import { findHollow } from "../judge/hollow.ts";
import { orderChecks } from "../judge/order.ts";
import { EMPTY } from "../observations/empty.ts";
import { CHECKS } from "./checks.ts";

describe("all checks", () => {
  it("have names of their own, and need each other without a circle", () => {
    expect(orderChecks(CHECKS)).toHaveLength(CHECKS.length);
  });

  it("belong to the item that their name begins with", () => {
    expect(CHECKS.filter(({ id, item }) => !id.startsWith(`${item}-`))).toEqual([]);
  });

  it("read something, weigh something, and do not count the same part twice", () => {
    const wrong = CHECKS.filter(
      ({ reads, weight }) => reads.length === 0 || weight <= 0 || new Set(reads).size !== reads.length,
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it("say everything in both languages", () => {
    const wrong = CHECKS.filter(({ title, why, hints }) =>
      [title, why, ...hints].some(({ fr, en }) => fr.trim() === "" || en.trim() === "" || fr === en),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it("pass on nothing that is not there", () => {
    expect(findHollow(CHECKS, EMPTY)).toEqual([]);
  });
});
