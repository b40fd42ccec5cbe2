import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { psi } from "./psi.ts";

const counts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 10 });
/** Numbers from 0 to 1; equal for an equal seed (Lehmer, 1951). */
function drawer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
const sample = (records: number, bins: number, draw: () => number): number[] => {
  const drawn = Array.from({ length: bins }, () => 0);
  for (let record = 0; record < records; record += 1) drawn[Math.floor(draw() * bins)]! += 1;
  return drawn;
};

const many = (shares: readonly number[]) => shares.map((one) => one * 1e7);

describe("the population stability index", () => {
  it("is that of the formula, for many records", () => {
    const [p, q] = [
      [0.5, 0.3, 0.2],
      [0.4, 0.4, 0.2],
    ] as const;
    const expected = p.reduce<number>((sum, one, bin) => sum + (q[bin]! - one) * Math.log(q[bin]! / one), 0);
    expect(psi(many(p), many(q))).toBeCloseTo(expected, 5);
  });

  it("is nothing for equal counts, and never negative", () => {
    fc.assert(
      fc.property(counts, (given) => {
        expect(psi(given, given)).toBe(0);
        expect(psi(given, given.toReversed())).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("is the same whichever of two equally large samples is the reference", () => {
    fc.assert(
      fc.property(counts, (given) => {
        expect(psi(given, given.toReversed())).toBeCloseTo(psi(given.toReversed(), given), 9);
      }),
    );
  });

  it("rises with the share that has moved", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 199 }), (moved) => {
        const reference = [400, 300, 300];
        const after = (count: number) => psi(reference, [200 - count, 150, 150 + count]);
        expect(after(moved + 1)).toBeGreaterThanOrEqual(after(moved));
      }),
    );
    expect(psi([400, 300, 300], [100, 150, 250])).toBeGreaterThan(0.1);
  });

  it("is finite when a bin is empty on one side, and does not count one that is on both", () => {
    expect(psi([500, 0], [0, 500])).toBeLessThan(20);
    expect(psi([300, 200, 0], [250, 250, 0])).toBe(psi([300, 200], [250, 250]));
  });

  it("has no opinion without records", () => {
    expect(psi([0, 0], [3, 4])).toBe(0);
    expect(psi([3, 4], [0, 0])).toBe(0);
  });

  it("is no more than chance for two small samples of one distribution", () => {
    const draw = drawer(7);
    const found = Array.from({ length: 200 }, () => psi(sample(1000, 10, draw), sample(500, 10, draw)));
    const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
    // Without the correction it is 9 × (1/1000 + 1/500) = 0.027.
    expect(mean).toBeLessThan(0.01);
    expect(Math.max(...found)).toBeLessThan(0.08);
  });
});
