// The products of a block, clean; with the one defect that each will be shown with.
import type { RuleId } from "@atelier/contracts/rules.ts";
import { DAY, dayBefore, EPOCH, HISTORY_DAYS, HOUR, SECOND } from "./calendar.ts";
import { CATEGORIES, EXTRAS, ORIGINS, PRODUCT_KINDS, type ProductKind } from "./data/products.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import { identifier } from "./identifiers.ts";
import type { BlockSize } from "./layout.ts";
import { describeProduct } from "./product-description.ts";
import type { Seller } from "./sellers.ts";
import { quota, spread } from "./spread.ts";

export interface PriceChange {
  readonly at: number;
  readonly priceCents: number;
  readonly from: "file" | "stream";
}

export interface Product {
  readonly index: number;
  readonly productId: string;
  readonly seller: Seller;
  readonly kind: ProductKind;
  /** Slugs; two for a product with two pages. */
  readonly categories: readonly string[];
  readonly name: string;
  /** As in the name: "de lavande", "du Vercors". */
  readonly complement: string;
  readonly origin: string;
  readonly description: string | null;
  readonly vatBasisPoints: number;
  /** Grams or millilitres, as `kind.unit` says. */
  readonly quantity: number | null;
  readonly listedOn: number;
  readonly imageFileId: string | null;
  /** In time; the last is the price on the page. */
  readonly prices: readonly PriceChange[];
  readonly lastModified: number;
  readonly defect: RuleId | null;
}

export const currentPrice = (product: Product): number => product.prices.at(-1)!.priceCents;

/** No damage, and one page: records that depend on it can be damaged without two defects meeting. */
export const isPristine = (product: Product): boolean => !product.defect && product.categories.length === 1;

/** How many products of a block have a price change that the stream carries at tick 0. */
export const streamedCount = (products: number): number => Math.floor((products * 45) / 100);

export function makeProducts(
  drawsOf: DrawsOf,
  block: number,
  size: BlockSize,
  sellers: readonly Seller[],
): Product[] {
  const count = size.products;
  const large = Math.min(quota(count, 60, 4), count);
  const isLarge = new Set(
    drawsOf("product:large", block)
      .shuffle(Array.from({ length: count }).keys())
      .slice(0, large),
  );
  const streamed = new Set(
    drawsOf("product:streamed", block)
      .shuffle(Array.from({ length: count }).keys())
      .slice(0, streamedCount(count)),
  );
  const clean = Array.from({ length: count }, (_, index) =>
    makeProduct(drawsOf, block, index, sellers, isLarge.has(index), streamed.has(index)),
  );
  const defects = productDefects(drawsOf("defect:products", block), clean);
  return clean.map((product) => {
    const defect = defects.get(product) ?? null;
    if (defect === "missing-marker") return { ...product, quantity: null, defect };
    if (defect !== "product-two-categories") return { ...product, defect };
    const others = CATEGORIES.filter((one) => one.slug !== product.categories[0]);
    const second = drawsOf("product:second", block, product.index).pick(others).slug;
    return { ...product, categories: [...product.categories, second], defect: null };
  });
}

function makeProduct(
  drawsOf: DrawsOf,
  block: number,
  index: number,
  sellers: readonly Seller[],
  large: boolean,
  streamed: boolean,
): Product {
  const draws = drawsOf("product", block, index);
  const kind = draws.pick(PRODUCT_KINDS.filter((one) => one.large === large));
  const head = kind.head[0]!.toUpperCase() + kind.head.slice(1);
  const complement = draws.pick(kind.complements);
  const origin = draws.pick(ORIGINS);
  const name = `${head} ${complement} ${origin}${draws.pick(EXTRAS)}`;
  const size = draws.pick(kind.sizes);
  const base = Math.max(90, Math.floor((draws.between(kind.price[0], kind.price[1]) * size) / 1000));
  const listedOn = dayBefore(draws, HISTORY_DAYS, 120);
  const prices = makePrices(draws, base, listedOn, large, streamed);
  return {
    index,
    productId: identifier(drawsOf, "product", block, index),
    seller: draws.pick(sellers),
    kind,
    categories: [kind.category],
    name,
    complement,
    origin,
    description: draws.chance(930)
      ? describeProduct(drawsOf("description", block, index), kind, origin)
      : null,
    vatBasisPoints: kind.vatBasisPoints,
    quantity: draws.chance(950) ? size : null,
    listedOn,
    imageFileId: draws.chance(900) ? identifier(drawsOf, "image", block, index) : null,
    prices,
    lastModified: prices.at(-1)!.at + draws.between(1, 900) * SECOND,
    defect: null,
  };
}

function makePrices(
  draws: Draws,
  base: number,
  listedOn: number,
  large: boolean,
  streamed: boolean,
): PriceChange[] {
  const changes = draws.between(5, 10);
  const first = listedOn + 6 * HOUR;
  // Whole seconds: pages and files show no smaller unit.
  const step = Math.floor((EPOCH - 5 * DAY - first) / changes / SECOND) * SECOND;
  const prices: PriceChange[] = [];
  for (let i = 0; i < changes; i++) {
    const at = first + i * step + draws.below(Math.floor(step / SECOND)) * SECOND;
    const priceCents = roundPrice(Math.floor((base * draws.between(900, 1120)) / 1000), large);
    prices.push({ at, priceCents, from: "file" });
  }
  if (streamed) {
    const at = EPOCH - draws.between(HOUR / SECOND, (72 * HOUR) / SECOND) * SECOND;
    prices.push({
      at,
      priceCents: roundPrice(Math.floor((base * draws.between(900, 1120)) / 1000), large),
      from: "stream",
    });
  }
  return prices;
}

/** Shop prices end in 0 or 5; large lots are whole tens of euros. */
export const roundPrice = (cents: number, large: boolean): number =>
  large ? Math.max(101_000, cents - (cents % 1000)) : Math.max(60, cents - (cents % 5));

function productDefects(draws: Draws, products: readonly Product[]): Map<Product, RuleId> {
  const n = products.length;
  const small = (product: Product) => !product.kind.large;
  return spread<Product, RuleId>(draws, products, [
    { what: "price-thousands", count: 3, fits: (one) => one.kind.large },
    { what: "product-two-categories", count: quota(n, 80, 3), fits: small },
    {
      what: "unit-litres",
      count: 3,
      fits: (one) => one.kind.unit === "ml" && one.quantity !== null && small(one),
    },
    {
      what: "unit-kilograms",
      count: 3,
      fits: (one) => one.kind.unit === "g" && one.quantity !== null && small(one),
    },
    { what: "missing-marker", count: 3, fits: small },
    { what: "apostrophe", count: 2, fits: (one) => one.name.includes("'") },
    {
      what: "double-entity",
      count: 3,
      fits: (one) => one.description !== null && /[éèêàçîôûœ]/.test(one.description),
    },
    { what: "spaces", count: 3 },
    { what: "vat-fraction", count: 3 },
    { what: "price-comma", count: quota(n, 80, 3), fits: small },
    { what: "date-slash", count: quota(n, 80, 3) },
    { what: "date-words", count: quota(n, 60, 3) },
    { what: "date-short-year", count: quota(n, 60, 3) },
  ]);
}
