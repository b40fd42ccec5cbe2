// Facts for tests: a small market in which a few accounts keep meeting.
import * as fc from "fast-check";
import type { Facts, ReviewFact } from "../facts.ts";

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 5);

export const review = (id: string, at: number, changes: Partial<ReviewFact> = {}): ReviewFact => ({
  id,
  productId: "p1",
  accountKey: `a-${id}`,
  deviceKey: `d-${id}`,
  networkKey: `n-${id}`,
  rating: 5,
  text: "Un miel très doux, nous en reprendrons.",
  at,
  ...changes,
});

export const facts = (reviews: readonly ReviewFact[], others: Partial<Facts> = {}): Facts => ({
  purchases: [],
  products: [],
  accounts: [],
  verdicts: [],
  ...others,
  reviews,
});

const few = (prefix: string, most: number) => fc.nat({ max: most }).map((at) => `${prefix}${at}`);

/** Markets whose reviews have much in common, so that every feature has something to look at. */
export const markets: fc.Arbitrary<Facts> = fc
  .array(
    fc.record({
      productId: few("p", 3),
      accountKey: few("a", 5),
      deviceKey: few("d", 4),
      networkKey: few("n", 3),
      rating: fc.integer({ min: 1, max: 5 }),
      text: fc.constantFrom("", "Parfait !!", "Très bon miel, très doux.", "Je recommande les yeux fermés."),
      hours: fc.nat({ max: 24 * 40 }),
      verdict: fc.option(fc.boolean()),
      bought: fc.boolean(),
    }),
    { minLength: 2, maxLength: 40 },
  )
  .map((drawn) => ({
    reviews: drawn.map(({ hours, productId, accountKey, deviceKey, networkKey, rating, text }, index) => ({
      productId,
      accountKey,
      deviceKey,
      networkKey,
      rating,
      text,
      id: `r${index}`,
      at: START + hours * (DAY / 24),
    })),
    purchases: drawn.flatMap(({ bought, accountKey, productId, hours }) =>
      bought ? [{ accountKey, productId, at: START + (hours - 50) * (DAY / 24) }] : [],
    ),
    products: [
      {
        id: "p0",
        sellerId: "s0",
        priceCents: 450,
        firstPriceCents: 430,
        listedAt: START - 100 * DAY,
        hasQuantity: true,
        hasDescription: true,
      },
    ],
    accounts: [{ key: "a0", createdAt: START - 300 * DAY }],
    verdicts: drawn.flatMap(({ verdict, hours }, index) =>
      verdict === null
        ? []
        : [{ reviewId: `r${index}`, fraudulent: verdict, at: START + hours * (DAY / 24) + 5 * DAY }],
    ),
  }));
