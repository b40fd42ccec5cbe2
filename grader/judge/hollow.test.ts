import { describe, expect, it } from "vitest";
import { EMPTY } from "../observations/empty.ts";
import { failed, makeCheck, passed } from "../testing/checks.ts";
import { findHollow } from "./hollow.ts";

describe("the search for hollow checks", () => {
  it("names a check that passes on nothing, and the part", () => {
    const hollow = makeCheck("C6.2-no-leak", passed, { reads: ["privacy"] });
    expect(findHollow([hollow, makeCheck("C6.2-other", failed)], EMPTY)).toContainEqual({
      check: "C6.2-no-leak",
      emptied: ["privacy"],
      outcome: "passed",
    });
  });

  it("names a check that throws on nothing: it would blame the grader", () => {
    const fragile = makeCheck("C6.1-fragile", () => {
      throw new Error("divided by zero");
    });
    expect(findHollow([fragile], EMPTY)[0]).toMatchObject({ outcome: "threw" });
  });

  it("empties one part while the others are as they should be", () => {
    const seen = { ...EMPTY, preparation: { commands: [], restarts: ["load" as const] } };
    const half = makeCheck("C7.4-half", passed, { reads: ["preparation", "loaded"] });
    const both: typeof half = {
      ...half,
      judge: ({ preparation }) => (preparation?.restarts.length === 1 ? passed : failed),
    };
    expect(findHollow([both], seen)).toEqual([
      { check: "C7.4-half", emptied: ["loaded"], outcome: "passed" },
    ]);
  });
});
