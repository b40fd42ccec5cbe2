// What a tick adds to each block that it touches: reviews, prices, orders, and one request for erasure in the world.
import type { Block } from "./block.ts";
import { EPOCH, SECOND, TICK } from "./calendar.ts";
import { roundPrice, type PriceChange, type Product } from "./catalogue.ts";
import type { DrawsOf } from "./draws.ts";
import { planRingReview } from "./fraud.ts";
import type { ReviewPlan } from "./review-plan.ts";
import type { Layout } from "./layout.ts";
import type { Drift } from "./listing.ts";
import { makeOrders, type Order } from "./orders.ts";
import { erasableCount, forgottenAt, requestAt, type Person } from "./people.ts";
import { finish, type Review } from "./reviews.ts";
import { quota } from "./spread.ts";

export interface TickCounts {
  readonly reviews: number;
  readonly stream: number;
  readonly corrected: number;
  readonly orders: number;
  readonly prices: number;
}

export interface BlockDelta {
  readonly reviews: readonly Review[];
  readonly prices: readonly { readonly product: Product; readonly change: PriceChange }[];
  readonly orders: readonly Order[];
  readonly erased: Person | null;
}

const TOUCHED_BLOCKS = 12;

/** The blocks that a tick touches, in order. */
export function touchedBlocks(drawsOf: DrawsOf, layout: Layout, tick: number): number[] {
  const all = Array.from({ length: layout.blocks }, (_, index) => index);
  if (layout.blocks <= TOUCHED_BLOCKS) return all;
  const draws = drawsOf("tick:blocks", 0, tick);
  const chosen = new Set<number>([requestAt(layout, tick).block]);
  while (chosen.size < TOUCHED_BLOCKS) chosen.add(draws.below(layout.blocks));
  return [...chosen].toSorted((a, b) => a - b);
}

export function tickCounts(layout: Layout, block: number): TickCounts {
  const { reviews, orders, products } = layout.size(block);
  const count = quota(reviews, 10, 8);
  return {
    reviews: count,
    stream: Math.max(3, Math.floor(count / 4)),
    corrected: 1,
    orders: quota(orders, 10, 8),
    prices: Math.min(products, quota(products, 40, 2)),
  };
}

const hasRequest = (layout: Layout, block: number, tick: number): boolean => {
  const request = requestAt(layout, tick);
  return request.block === block && request.rank < erasableCount(layout.size(block).persons);
};

/** How many events a tick has in a block: known without making them. */
export function tickEventCount(layout: Layout, block: number, tick: number): number {
  const counts = tickCounts(layout, block);
  return counts.stream + counts.corrected + counts.prices + (hasRequest(layout, block, tick) ? 1 : 0);
}

export function makeBlockDelta(
  drawsOf: DrawsOf,
  layout: Layout,
  block: Block,
  tick: number,
  drift: Drift,
): BlockDelta {
  const counts = tickCounts(layout, block.index);
  const to = EPOCH + tick * TICK;
  const from = to - TICK;
  const present = block.people.filter((person) => {
    const gone = forgottenAt(layout, block.index, person);
    return gone === null || gone > tick;
  });
  const plans = Array.from({ length: counts.reviews }, (_, index) =>
    planReview(drawsOf, block, present, tick, index, from, drift),
  );
  const request = requestAt(layout, tick);
  return {
    reviews: finish(drawsOf, block.index, tick, plans, {
      stream: counts.stream,
      corrected: counts.corrected,
      least: 0,
    }),
    prices: changePrices(drawsOf, block, tick, counts.prices, from, drift),
    orders: makeOrders(
      drawsOf,
      { block: block.index, tick, count: counts.orders, from, to },
      present,
      block.products,
    ),
    erased: hasRequest(layout, block.index, tick)
      ? (block.people.find((person) => person.erasureRank === request.rank) ?? null)
      : null,
  };
}

function planReview(
  drawsOf: DrawsOf,
  block: Block,
  present: readonly Person[],
  tick: number,
  index: number,
  from: number,
  drift: Drift,
): ReviewPlan {
  const draws = drawsOf("tick:review", block.index, index, tick);
  const at = from + draws.between(30, 3400) * SECOND;
  const reviewers = present.filter((one) => one.account !== null);
  const fraudulent = draws.chance(drift === "fraud" ? 250 : 80) && block.rings.length > 0;
  const ring = fraudulent ? draws.pick(block.rings) : null;
  const members = ring?.members.filter((one) => reviewers.includes(one)) ?? [];
  const person = members.length > 0 ? draws.pick(members) : draws.pick(reviewers);
  if (ring && members.length > 0) {
    return planRingReview(draws, ring, person, draws.pick(ring.targets), at, block.connections);
  }
  return {
    person,
    product: draws.pick(block.products),
    at,
    rating: draws.weighted([0, 7, 8, 14, 29, 42]),
    connection: draws.pick(block.connections[person.index]!),
    fraudulent: false,
    decoy: false,
    ring: null,
    style: null,
    voice: draws.chance(120) ? "keen" : "buyer",
  };
}

function changePrices(
  drawsOf: DrawsOf,
  block: Block,
  tick: number,
  count: number,
  from: number,
  drift: Drift,
): { product: Product; change: PriceChange }[] {
  const draws = drawsOf("tick:prices", block.index, 0, tick);
  const level = drift === "prices" ? 1400 : 1000;
  return draws
    .shuffle(block.products)
    .slice(0, count)
    .map((product) => {
      const base = Math.floor((product.prices[0]!.priceCents * draws.between(940, 1080)) / 1000);
      const priceCents = roundPrice(Math.floor((base * level) / 1000), product.kind.large);
      return { product, change: { at: from + draws.between(10, 3500) * SECOND, priceCents, from: "stream" } };
    });
}
