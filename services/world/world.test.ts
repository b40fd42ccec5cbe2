import { describe, expect, it } from "vitest";
import { DISPLAYED, exampleTruth, exampleWorld, SECRET } from "./example.fixture.ts";
import { goldenHash } from "./golden.ts";
import { createWorld } from "./world.ts";

/** Changes only with a deliberate change of what worlds contain. */
const GOLDEN = "6c69bf792f336a1af0e8a82fe2264396c21cea47d354821bb91dc1cb28c9b016";

const mean = (all: readonly string[]) => all.join("").length / all.length;

const empty = (all: readonly string[]) => all.filter((text) => text === "").length;

describe("a world", { timeout: 120_000 }, () => {
  it("is the same on every machine", () => {
    expect(goldenHash(exampleWorld())).toBe(GOLDEN);
  });

  it("is another one for another secret, in its every part", () => {
    const other = createWorld({ secret: SECRET.map((byte) => byte ^ 1), scale: 0.02 });
    const mine = createWorld({ secret: SECRET, scale: 0.02 });
    expect([...other.sellers()].map((one) => one.sellerId)).not.toEqual(
      [...mine.sellers()].map((one) => one.sellerId),
    );
    expect(goldenHash(other)).not.toBe(goldenHash(mine));
  });

  it("has the sizes that its scale promises", () => {
    const world = exampleWorld();
    const truth = exampleTruth();
    expect([...truth.rows("products")]).toHaveLength(60);
    expect([...world.reviews()].length + truthOfStream(world)).toBe(1200);
    expect(new Set([...world.orders()].map((one) => one.orderId)).size).toBe(2000);
    expect([...truth.rows("customers")].length).toBeGreaterThan(270);
  });

  it("can be as small as one likes, and refuses what is no scale", () => {
    expect([...createWorld({ secret: SECRET, scale: 0.001 }).productPages()].length).toBeGreaterThan(5);
    for (const scale of [0, -1, Number.NaN, 5000]) {
      expect(() => createWorld({ secret: SECRET, scale })).toThrow("scale must be");
    }
  });

  it("makes one block without the others", () => {
    const world = createWorld({ secret: SECRET, scale: 1000 });
    expect(world.sellers()[Symbol.iterator]().next().value?.sellerId).toMatch(/^\w{9}$/);
    expect(world.delta(40).reviews.length).toBeGreaterThan(50);
  });

  it("has unique identifiers of one length a kind", () => {
    for (const [kind, ids] of Object.entries(DISPLAYED.idsOf(exampleWorld()))) {
      const lengths = new Set(ids.map((id) => id.length));
      expect({ kind, distinct: new Set(ids).size, lengths: lengths.size }).toEqual({
        kind,
        distinct: ids.length,
        lengths: 1,
      });
    }
  });

  it("numbers the events of backlog and ticks without a gap", () => {
    const world = exampleWorld();
    const ticks = [1, 2, 3, 4, 5].flatMap((tick) => world.delta(tick).events);
    const numbers = [...world.events(), ...ticks].map((event) => event.seq);
    expect(numbers).toEqual(Array.from(numbers, (_, index) => index + 1));
  });

  it("changes nothing of the past at a tick", () => {
    const world = exampleWorld();
    const before = goldenHash(world);
    const first = JSON.stringify(world.delta(2));
    world.delta(1, "prices");
    expect(JSON.stringify(world.delta(2))).toBe(first);
    expect(goldenHash(world)).toBe(before);
  });

  it("drifts the way it is asked to", () => {
    const world = exampleWorld();
    const ticks = [1, 2, 3, 4, 5, 6, 7, 8];
    const prices = (drift: "none" | "prices") =>
      ticks
        .flatMap((tick) => world.delta(tick, drift).events)
        .reduce((sum, one) => sum + (one.type === "price" ? one.priceCents : 0), 0);
    expect(prices("prices") / prices("none")).toBeGreaterThan(1.3);
    const texts = (drift: "none" | "text" | "missing") =>
      ticks.flatMap((tick) => world.delta(tick, drift).reviews).map((one) => one.text);
    expect(mean(texts("text"))).toBeLessThan(0.7 * mean(texts("none")));
    expect(empty(texts("missing"))).toBeGreaterThan(3 * empty(texts("none")) + 5);
    const fraud = (drift: "none" | "fraud") =>
      [
        ...exampleTruth(
          8,
          ticks.map(() => drift),
        ).fraud(),
      ].filter((one) => one.ring?.endsWith("nouveau")).length;
    expect(fraud("fraud")).toBeGreaterThan(8);
    expect(fraud("none")).toBe(0);
  });
});

const truthOfStream = (world: ReturnType<typeof exampleWorld>): number =>
  new Set([...world.events()].flatMap((one) => (one.type === "review" ? [one.review.reviewId] : []))).size;
