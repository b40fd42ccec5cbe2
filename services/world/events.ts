// The stream: its backlog, replayed block by block, with what is repeated, corrected and out of order.
import type { Block } from "./block.ts";
import { EPOCH, HOUR, isoSeconds, SECOND } from "./calendar.ts";
import { isPristine, streamedCount, type Product, type PriceChange } from "./products.ts";
import { showReview } from "./display-reviews.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import type { Layout } from "./layout.ts";
import type { ListedEvent, ListedObjection } from "./listing.ts";
import { backlogErasures, type Person } from "./people.ts";
import { correctedCount, streamCount, type Review } from "./reviews.ts";

/** An event before it is given its number. */
export type Unnumbered = ListedEvent extends infer E ? (E extends unknown ? Omit<E, "seq"> : never) : never;

/** Price events that each block delivers twice. */
const REPEATED = 4;

/** How many events a block's backlog has: known without making it, so that ticks can number theirs. */
export function backlogCount(layout: Layout, block: number): number {
  const { reviews, products } = layout.size(block);
  const prices = streamedCount(products);
  return (
    streamCount(reviews) +
    correctedCount(reviews) +
    prices +
    Math.min(prices, REPEATED) +
    backlogErasures(layout)
  );
}

export interface PriceEvent {
  readonly product: Product;
  readonly change: PriceChange;
  readonly repeated: boolean;
}

/** Price changes that the stream carries, and which of them it delivers twice. */
export function priceEvents(drawsOf: DrawsOf, block: Block): PriceEvent[] {
  const streamed = block.products.flatMap((product) =>
    product.prices.filter((one) => one.from === "stream").map((change) => ({ product, change })),
  );
  // Of products that are there whatever rule is off: the outcome of one defect must not hang on that of another.
  const order = drawsOf("defect:events", block.index)
    .shuffle(streamed.keys())
    .toSorted((a, b) => exposure(streamed[a]!.product) - exposure(streamed[b]!.product));
  const repeated = new Set(order.slice(0, REPEATED));
  return streamed.map((one, index) => ({ ...one, repeated: repeated.has(index) }));
}

/** Damage to these leaves the product readable. */
const HARMLESS: ReadonlySet<string | null> = new Set(["spaces", "apostrophe", "double-entity"]);

/** 0 for a product without damage, 1 for one that is kept as it is when nobody mends it, 2 for one that is lost. */
function exposure(product: Product): number {
  if (isPristine(product)) return 0;
  return HARMLESS.has(product.defect) && product.categories.length === 1 ? 1 : 2;
}

export const eraseRequest = (person: Person, since: number): ListedObjection => ({
  account: person.account ?? "",
  emails: person.emails,
  phones: person.phones,
  since: isoSeconds(since),
});

/** Delivered by the time of receipt, but for corrections that overtake the review they correct. */
export function backlogOf(drawsOf: DrawsOf, layout: Layout, block: Block): Unnumbered[] {
  const timed: { readonly at: number; readonly event: Unnumbered }[] = [];
  const draws = drawsOf("event:delays", block.index);
  for (const review of block.reviews) {
    if (review.carrier === "stream") timed.push(...reviewEvents(drawsOf, block.index, draws, review));
  }
  for (const { product, change, repeated } of priceEvents(drawsOf, block)) {
    const times = repeated ? [change.at, change.at + draws.between(20, 5000) * SECOND] : [change.at];
    for (const at of times)
      timed.push({ at, event: priceEvent(product, change, change.at + draws.between(1, 9) * SECOND) });
  }
  for (const { person, at } of backlogRequests(drawsOf, layout, block)) {
    timed.push({
      at,
      event: { type: "erasure", receivedAt: isoSeconds(at), person: eraseRequest(person, at) },
    });
  }
  return timed.toSorted((a, b) => a.at - b.at).map((one) => one.event);
}

export const priceEvent = (product: Product, change: PriceChange, receivedAt: number): Unnumbered => ({
  type: "price",
  receivedAt: isoSeconds(receivedAt),
  productId: product.productId,
  at: isoSeconds(change.at),
  priceCents: change.priceCents,
});

export function reviewEvents(
  drawsOf: DrawsOf,
  block: number,
  draws: Draws,
  review: Review,
): { readonly at: number; readonly event: Unnumbered }[] {
  const last = review.first ? 2 : 1;
  const delay = draws.between(1, 20) * SECOND;
  const event: Unnumbered = {
    type: "review",
    receivedAt: isoSeconds(review.at + (review.defect === "clock-skew" ? 0 : delay)),
    revision: last,
    review: showReview(drawsOf, block, review),
  };
  if (!review.first) return [{ at: review.at, event }];
  const { rating, text, at } = review.first;
  const original = showReview(drawsOf, block, { ...review, rating, text, at, defect: null });
  const first: Unnumbered = {
    type: "review",
    receivedAt: isoSeconds(at + delay),
    revision: 1,
    review: original,
  };
  const late = review.defect === "stream-disorder";
  return [
    { at: late ? review.at + 3 * HOUR : at, event: first },
    { at: review.at, event },
  ];
}

/** Persons who asked for erasure before tick 1. */
function backlogRequests(drawsOf: DrawsOf, layout: Layout, block: Block): { person: Person; at: number }[] {
  const count = backlogErasures(layout);
  return block.people
    .filter((one) => one.erasureRank !== null && one.erasureRank < count)
    .map((person) => ({ person, at: requestTime(drawsOf, block.index, person) }));
}

const requestTime = (drawsOf: DrawsOf, block: number, person: Person): number =>
  EPOCH - drawsOf("event:request", block, person.index).between(600, 400_000) * SECOND;
