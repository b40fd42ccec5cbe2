// What a world promises at its real sizes: fraud that can be learnt and not read off a column; memory that does not
// grow with the scale.
import { createTruth, createWorld, secretFromSeed } from "@atelier/world/world.ts";
import { evaluate } from "@atelier/world/evaluation/evaluate.ts";
import { describe, expect, it } from "vitest";

const MOST_BYTES = 512 * 1024 * 1024;
const ROWS_BETWEEN_LOOKS = 2000;

describe("fraud at scale 1", () => {
  it.each(["mirabelle", "reinette", "quetsche"])("is learnt by a model, not by a column (%s)", (seed) => {
    const truth = createTruth({ secret: secretFromSeed(seed), scale: 1, pseudonymKey: "k", ticks: 0 });
    const found = evaluate(truth);
    expect(Object.entries(found.single).filter(([, area]) => area >= 0.6)).toEqual([]);
    expect(found.withTrueLabels).toBeGreaterThanOrEqual(0.92);
    expect(found.withNoisyLabels).toBeGreaterThanOrEqual(0.88);
  });

  it("has labels that miss at most 5 % of frauds and accuse at most 0.2 % of honest reviews", () => {
    let [frauds, missed, honest, accused] = [0, 0, 0, 0];
    for (const seed of ["mirabelle", "reinette", "quetsche"]) {
      const truth = createTruth({ secret: secretFromSeed(seed), scale: 1, pseudonymKey: "k", ticks: 0 });
      const facts = new Map([...truth.fraud()].map((one) => [one.reviewId, one.fraudulent]));
      for (const { review_id, fraudulent } of truth.rows("labels")) {
        if (facts.get(review_id)) frauds++;
        else honest++;
        if (facts.get(review_id) && !fraudulent) missed++;
        if (!facts.get(review_id) && fraudulent) accused++;
      }
    }
    expect(missed / frauds).toBeLessThanOrEqual(0.05);
    expect(accused / honest).toBeLessThanOrEqual(0.002);
  });
});

describe("a world at scale 100", () => {
  it("streams, with its truth, in bounded memory", () => {
    const secret = secretFromSeed("mirabelle");
    const world = createWorld({ secret, scale: 100 });
    const truth = createTruth({ secret, scale: 100, pseudonymKey: "k", ticks: 0 });
    let rows = 0;
    let highest = 0;
    for (const stream of [
      world.reviews(),
      world.orders(),
      world.customersCsv(),
      world.events(),
      truth.rows("reviews"),
      truth.defects(),
    ]) {
      for (const _ of stream as Iterable<unknown>) {
        if (++rows % ROWS_BETWEEN_LOOKS === 0) highest = Math.max(highest, process.memoryUsage().rss);
      }
    }
    expect(rows).toBeGreaterThan(3_000_000);
    expect(highest).toBeLessThan(MOST_BYTES);
  });
});
