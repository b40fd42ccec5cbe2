// Scored reviews for tests of drift: whatever is said of a feature by name, nothing of the others.
import type { ProductFact } from "../facts.ts";
import { FEATURE_NAMES } from "../features.ts";
import type { Scored } from "../drift/reference.ts";

const PRODUCT: ProductFact = {
  id: "p1",
  sellerId: "s1",
  priceCents: 500,
  firstPriceCents: 480,
  listedAt: 0,
  hasQuantity: true,
  hasDescription: true,
};

export function scored(
  values: Readonly<Record<string, number>>,
  product: Partial<ProductFact> = {},
  score = 0.1,
): Scored {
  const all: Readonly<Record<string, number>> = { textCharacters: 4, ...values };
  return {
    features: Float32Array.from(FEATURE_NAMES, (name) => all[name] ?? 0),
    score,
    product: { ...PRODUCT, ...product },
    at: 0,
  };
}

/** A number from 0 to 1 for each count, evenly spread, in no order. */
export const spread = (at: number): number => ((at * 7919) % 1009) / 1009;
