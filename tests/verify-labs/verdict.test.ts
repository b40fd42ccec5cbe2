import { describe, expect, it } from "vitest";
import type { Mutant } from "../mutants/mutant.ts";
import { judgeMutant, judgeNeutral } from "./verdict.ts";

const mutant: Mutant = {
  id: "x",
  of: "reference",
  reach: "stores",
  fault: "prices are wrong",
  changes: [],
  costs: ["C9.1"],
  touches: ["C7.4"],
  leaves: { item: "C9.1", from: 0.4, to: 0.6 },
  says: /price_cents/,
  section: "rules",
};
const right = { "C9.1": 1, "C7.4": 1, "C7.5": 1 } as const;
const report = "prices: price_cents 1250 ≠ 125000, see `rules`";

describe("the verdict on a mutant", () => {
  it("is content when the item has paid, what follows may have, and the report tells", () => {
    const shares = { "C9.1": 0.5, "C7.4": 0.9, "C7.5": 1 };
    expect(judgeMutant(mutant, right, { shares, lowered: new Set(["C9.1"]), report })).toEqual([]);
  });

  it("names an item that has not paid, one that has without a reason, and a report that is silent", () => {
    const shares = { "C9.1": 1, "C7.4": 1, "C7.5": 0.9 };
    expect(judgeMutant(mutant, right, { shares, lowered: new Set(), report: "fine" })).toEqual([
      "C9.1 has lost nothing",
      "C7.5 has moved from 1 to 0.9 without a reason",
      "C9.1 is 1, not between 0.4 and 0.6",
      "the report does not say price_cents",
      "the report does not send to rules",
    ]);
  });
});

it("does not ask for a lower share where excellence makes up for what was lost", () => {
  const { leaves: _none, ...masked } = mutant;
  const shares = { "C9.1": 1, "C7.4": 1, "C7.5": 1 };
  expect(judgeMutant(masked, right, { shares, lowered: new Set(["C9.1"]), report })).toEqual([]);
});

describe("the verdict on a neutral variant", () => {
  it("names every item that has moved, also one that is no longer judged", () => {
    expect(judgeNeutral(right, right)).toEqual([]);
    expect(judgeNeutral(right, { "C9.1": 1, "C7.4": 0.9 })).toEqual([
      "C7.4 has moved from 1 to 0.9",
      "C7.5 has moved from 1 to -1",
    ]);
  });
});
