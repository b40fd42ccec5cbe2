// What is watched for drift of each scored review: its features, its score, the level of its product's price, and what
// is missing. The same columns make the reference in training and the window in use.
import type { ProductFact } from "../facts.ts";
import { FEATURE_NAMES } from "../features.ts";
import { TEXT_FEATURES } from "../features/text.ts";

export const SCORE = "score";
/** Logarithm of the price over the product's first one. */
const PRICE_LEVEL = "priceLevel";
/** A review's text, and what its product's page may say. */
export const MISSING_FIELDS = ["text", "quantity", "description"] as const;
export type MissingField = (typeof MISSING_FIELDS)[number];

/** Prices wander by a tenth or two: their level has changed when many are a quarter away from where they began. */
const QUARTERS = [Math.log(0.75), Math.log(1.25)];
const IS_MISSING = [0.5];
/** A household or a workplace shares a network; ten others are a crowd. Finer bins move by themselves as networks fill. */
const A_CROWD = [Math.log1p(9.5)];

/** Edges of the bins of columns whose values are known beforehand. */
export const FIXED_EDGES: ReadonlyMap<string, readonly number[]> = new Map([
  [PRICE_LEVEL, QUARTERS],
  ["networkAuthors", A_CROWD],
  ...MISSING_FIELDS.map((name) => [name, IS_MISSING] as const),
]);

/** In the order of `readColumns`. */
export const COLUMNS: readonly string[] = [...FEATURE_NAMES, PRICE_LEVEL, SCORE, ...MISSING_FIELDS];
/** Those of which a reading has an index; of the others it has a ratio. */
export const INPUTS: readonly string[] = [...FEATURE_NAMES, PRICE_LEVEL];

const CHARACTERS = FEATURE_NAMES.indexOf("textCharacters");
const OF_TEXT = Object.keys(TEXT_FEATURES).map((name) => FEATURE_NAMES.indexOf(name));

/**
 * Writes one value per column; NaN where there is none: of a product that is not known, and of a text that is missing,
 * which is not a short one.
 */
export function readColumns(
  features: ArrayLike<number>,
  score: number,
  product: ProductFact | undefined,
  into: Float64Array,
): void {
  into.set(features);
  const hasText = features[CHARACTERS]! > 0;
  if (!hasText) for (const at of OF_TEXT) into[at] = Number.NaN;
  let at = FEATURE_NAMES.length;
  into[at++] = product ? Math.log(product.priceCents / product.firstPriceCents) : Number.NaN;
  into[at++] = score;
  into[at++] = hasText ? 0 : 1;
  into[at++] = product ? Number(!product.hasQuantity) : Number.NaN;
  into[at++] = product ? Number(!product.hasDescription) : Number.NaN;
}
