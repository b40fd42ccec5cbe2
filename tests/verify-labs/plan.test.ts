import { describe, expect, it } from "vitest";
import { MUTANTS, NEUTRAL_VARIANTS } from "../mutants/all.ts";
import { readShard, takeShard, takeTurn } from "./plan.ts";

const ALL = [...MUTANTS, ...NEUTRAL_VARIANTS];

describe("the plan of variants", () => {
  it("puts each variant in exactly one shard, always the same", () => {
    const shards = [1, 2, 3, 4].map((index) => takeShard(ALL, { index, of: 4 }));
    expect(
      shards
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ALL.map(({ id }) => id).toSorted());
    expect(takeShard(ALL, { index: 2, of: 4 })).toEqual(shards[1]);
  });

  it("gives all shards about the same work of each kind", () => {
    for (const reach of ["stores", "phases", "whole"]) {
      const sizes = [1, 2, 3, 4].map(
        (index) => takeShard(ALL, { index, of: 4 }).filter((one) => one.reach === reach).length,
      );
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it.each(["0/4", "5/4", "1", "a/b", "1/4/2"])("refuses %s as a shard", (text) => {
    expect(() => readShard(text)).toThrow("is no shard");
  });

  it("comes round to every variant, a few a day", () => {
    const days = [0, 1, 2, 3].flatMap((day) => takeTurn(["a", "b", "c", "d", "e"], 2, day));
    expect(days).toEqual(["a", "b", "c", "d", "e", "a", "b", "c"]);
    expect(takeTurn([], 2, 1)).toEqual([]);
  });
});
