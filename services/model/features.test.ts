import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEATURE_NAMES, featuresOf } from "./features.ts";
import { createHistory } from "./history.ts";
import { DAY, facts, markets, review, START } from "./testing/facts.ts";

const valueOf = (name: string, features: Float32Array): number => features[FEATURE_NAMES.indexOf(name)]!;
const named = (all: ReturnType<typeof facts>, id: string) => {
  const history = createHistory(all);
  const features = featuresOf(
    history.reviews.find((one) => one.id === id)!,
    history,
  );
  return (name: string) => valueOf(name, features);
};

const bought = (at: number) =>
  facts([review("1", START)], { purchases: [{ accountKey: "a-1", productId: "p1", at }] });
const judged = (at: number) =>
  facts([review("1", START), review("2", START + 10 * DAY, { deviceKey: "d-1" })], {
    verdicts: [{ reviewId: "1", fraudulent: true, at }],
  });

describe("the features of a review", () => {
  it("are 64 finite numbers with distinct names", () => {
    expect(new Set(FEATURE_NAMES).size).toBe(64);
    fc.assert(
      fc.property(markets, (market) => {
        const history = createHistory(market);
        for (const one of history.reviews) {
          const features = featuresOf(one, history);
          expect(features).toHaveLength(64);
          expect(features.every(Number.isFinite)).toBe(true);
        }
      }),
    );
  });

  it("do not change when anything later becomes known", () => {
    fc.assert(
      fc.property(markets, fc.nat(), (market, pick) => {
        const whole = createHistory(market);
        const chosen = whole.reviews[pick % whole.reviews.length]!;
        const isEarlier = (one: { at: number }) => one.at < chosen.at;
        const then = createHistory({
          ...market,
          reviews: whole.reviews.slice(0, whole.reviews.indexOf(chosen) + 1),
          purchases: market.purchases.filter(isEarlier),
          verdicts: market.verdicts.filter((one) => one.at <= chosen.at),
        });
        expect(featuresOf(then.reviews.at(-1)!, then)).toEqual(featuresOf(chosen, whole));
      }),
    );
  });

  it("do not depend on the order in which facts came", () => {
    fc.assert(
      fc.property(
        markets.chain((market) =>
          fc.record({
            market: fc.constant(market),
            shuffled: fc.shuffledSubarray([...market.reviews], { minLength: market.reviews.length }),
          }),
        ),
        ({ market, shuffled }) => {
          const [one, other] = [createHistory(market), createHistory({ ...market, reviews: shuffled })];
          expect(other.reviews.map((each) => featuresOf(each, other))).toEqual(
            one.reviews.map((each) => featuresOf(each, one)),
          );
        },
      ),
    );
  });

  it("do not need facts that have nothing to do with it", () => {
    const ours = [review("1", START), review("2", START + DAY, { deviceKey: "d-1" })];
    const far = review("9", START, { productId: "p9" });
    const alone = createHistory(facts(ours));
    const among = createHistory(facts([far, ...ours]));
    expect(featuresOf(alone.reviews.at(-1)!, alone)).toEqual(featuresOf(among.reviews.at(-1)!, among));
  });

  it("know a purchase only once it was made", () => {
    expect(named(bought(START - DAY), "1")("verified")).toBe(1);
    expect(named(bought(START + DAY), "1")("verified")).toBe(0);
  });

  it("know a verdict only once it was given", () => {
    expect(named(judged(START + 5 * DAY), "2")("deviceGuilty")).toBeGreaterThan(0);
    expect(named(judged(START + 15 * DAY), "2")("deviceGuilty")).toBe(0);
  });

  it("see accounts that meet again", () => {
    const again = facts([
      review("1", START, { accountKey: "a", productId: "p1" }),
      review("2", START + DAY, { accountKey: "b", productId: "p1" }),
      review("3", START + 30 * DAY, { accountKey: "a", productId: "p2" }),
      review("4", START + 31 * DAY, { accountKey: "b", productId: "p2" }),
    ]);
    expect(named(again, "4")("companionsNear")).toBeCloseTo(Math.log(2));
    expect(named(again, "2")("companionsNear")).toBe(0);
  });
});
