// The rules test over many worlds: what holds for one seed must hold for all.
import { describe, expect, it } from "vitest";
import { RULE_IDS } from "@atelier/contracts/rules.ts";
import { prepare } from "../rules/prepared.ts";

const WORLDS = 40;

describe("over many worlds, the cleaning rules", () => {
  it.each(Array.from({ length: WORLDS }, (_, index) => `soak-${index}`))(
    "are each needed for their own class alone in %s",
    async (seed) => {
      const world = await prepare(seed, 0.1);
      expect((await world.judge()).differences).toEqual([]);
      for (const rule of RULE_IDS) expect(await world.failingWithout(rule)).toEqual([rule]);
    },
  );
});
