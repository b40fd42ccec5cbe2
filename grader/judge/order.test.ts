import { describe, expect, it } from "vitest";
import { makeCheck, passed } from "../testing/checks.ts";
import { orderChecks } from "./order.ts";

describe("the order of checks", () => {
  it("puts each after those that it needs", () => {
    const late = makeCheck("C7.1-late", passed, { needs: ["C7.1-middle"] });
    const middle = makeCheck("C7.1-middle", passed, { needs: ["C6.1-early"] });
    const early = makeCheck("C6.1-early");
    expect(orderChecks([late, middle, early]).map(({ id }) => id)).toEqual([
      "C6.1-early",
      "C7.1-middle",
      "C7.1-late",
    ]);
  });

  it("refuses checks that need each other, one that is not there, and two of one name", () => {
    const one = makeCheck("C7.1-one", passed, { needs: ["C7.1-two"] });
    const two = makeCheck("C7.1-two", passed, { needs: ["C7.1-one"] });
    expect(() => orderChecks([one, two])).toThrow("C7.1-one → C7.1-two → C7.1-one");
    expect(() => orderChecks([one])).toThrow("C7.1-one needs C7.1-two, which is no check");
    expect(() => orderChecks([makeCheck("C7.1-one"), makeCheck("C7.1-one")])).toThrow("two checks");
  });
});
