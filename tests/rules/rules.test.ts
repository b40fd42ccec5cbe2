// Each cleaning rule is needed, and needed for its own class alone: a world is collected, cleaned and kept in memory with all
// rules on, then with each switched off in turn, and held against the truth.
import { beforeAll, describe, expect, it } from "vitest";
import { RULE_IDS } from "@atelier/contracts/rules.ts";
import { prepare, type Prepared } from "./prepared.ts";

/** Ample for a machine that is busy with other things. */
const PATIENCE_MS = 60_000;

describe("the cleaning rules", { timeout: PATIENCE_MS }, () => {
  let world: Prepared;

  beforeAll(async () => {
    world = await prepare("mirabelle", 0.1);
  }, PATIENCE_MS);

  it("together give every defect its outcome and every row of every store as the truth has it", async () => {
    const { differences, defects } = await world.judge();
    expect(differences).toEqual([]);
    expect(defects.map(({ rule }) => rule).toSorted()).toEqual(RULE_IDS.toSorted());
    expect(defects.filter(({ injected }) => injected < 3)).toEqual([]);
  });

  it.each(RULE_IDS)("fail in the class of %s alone when it is off", async (rule) => {
    expect(await world.failingWithout(rule)).toEqual([rule]);
  });
});
