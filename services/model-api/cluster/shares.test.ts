import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createShares, createTaker } from "./shares.ts";

const WINDOW_MS = 60_000;

describe("a token's share of requests over several workers", () => {
  it("is never exceeded, and is refused early by what others have in hand at most", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.nat()),
        async (max, workers, draws) => {
          let time = 0;
          const shares = createShares(() => time, workers);
          const takers = Array.from({ length: workers }, () =>
            createTaker(
              async (...asked) => shares.grant(...asked),
              () => time,
            ),
          );
          for (let window = 0; window < 2; window += 1) {
            let passed = 0;
            let refused = 0;
            while (refused < 5 * workers) {
              const take = takers[draws.next().value! % workers]!;
              if ((await take("token", max, WINDOW_MS)) === null) passed += 1;
              else refused += 1;
            }
            const part = Math.max(1, Math.floor(max / (workers * 20)));
            expect(passed).toBeLessThanOrEqual(max);
            expect(passed).toBeGreaterThanOrEqual(max - (workers - 1) * part);
            time += WINDOW_MS;
          }
        },
      ),
    );
  });

  it("asks the primary once for requests that come together", async () => {
    let asked = 0;
    const take = createTaker(
      async () => {
        asked += 1;
        return { granted: 10, endsAtMs: 1 };
      },
      () => 0,
    );
    expect(await Promise.all(Array.from({ length: 10 }, async () => take("token", 100, 1)))).toEqual(
      Array(10).fill(null),
    );
    expect(asked).toBe(1);
  });
});
