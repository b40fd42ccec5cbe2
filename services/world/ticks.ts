// What a tick adds to each block that it touches: reviews, prices, orders, and one request for erasure in the world.
import type { Block } from "./block.ts";
import { EPOCH, SECOND, TICK } from "./calendar.ts";
import { isPristine, roundPrice, type PriceChange, type Product } from "./products.ts";
import { drawDevice, drawNetwork } from "./connections.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import { FRAUD_PER_THOUSAND, planRingReview } from "./fraud.ts";
import { honestRating, KEEN_PER_THOUSAND } from "./honest-plans.ts";
import type { ReviewPlan } from "./review-plan.ts";
import type { Layout } from "./layout.ts";
import type { Drift } from "./listing.ts";
import { makeOrders, type Order } from "./orders.ts";
import { erasableCount, forgottenAt, requestAt, type Person } from "./people.ts";
import { finish, type Review } from "./reviews.ts";
import { quota } from "./spread.ts";

interface TickCounts {
  readonly reviews: number;
  readonly stream: number;
  readonly corrected: number;
  readonly orders: number;
  readonly prices: number;
}

/** A product whose price changes, and what its page no longer says. */
export interface PageChange {
  readonly product: Product;
  readonly change: PriceChange;
  readonly lost: Partial<Pick<Product, "quantity" | "description">>;
}

/** The product after a change of its page. */
export const applyChange = (product: Product, { change, lost }: PageChange): Product => ({
  ...product,
  ...lost,
  prices: [...product.prices, change],
});

export interface BlockDelta {
  readonly reviews: readonly Review[];
  readonly pages: readonly PageChange[];
  readonly orders: readonly Order[];
  readonly erased: Person | null;
}

const TOUCHED_BLOCKS = 12;
const DRIFTED_PER_THOUSAND = 600;
const NEW_FRAUD_PER_THOUSAND = 250;
/** Thousandths of the former level. */
const PRICE_DRIFT = 1400;

/** The blocks that a tick touches, in order. */
export function touchedBlocks(drawsOf: DrawsOf, layout: Layout, tick: number): number[] {
  const all = Array.from({ length: layout.blocks }, (_, index) => index);
  if (layout.blocks <= TOUCHED_BLOCKS) return all;
  const draws = drawsOf("tick:blocks", 0, tick);
  const chosen = new Set<number>([requestAt(layout, tick).block]);
  while (chosen.size < TOUCHED_BLOCKS) chosen.add(draws.below(layout.blocks));
  return [...chosen].toSorted((a, b) => a - b);
}

function tickCounts(layout: Layout, block: number): TickCounts {
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

/** About how many reviews a tick adds to the world. */
export const reviewsPerTick = (layout: Layout): number =>
  Math.min(layout.blocks, TOUCHED_BLOCKS) * tickCounts(layout, 0).reviews;

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
  const time: TickTime = { tick, from, drift };
  const present = block.people.filter((person) => {
    const gone = forgottenAt(layout, block.index, person);
    return gone === null || gone > tick;
  });
  const plans = Array.from({ length: counts.reviews }, (_, index) =>
    planReview(drawsOf, block, present, index, time),
  );
  const request = requestAt(layout, tick);
  return {
    reviews: finish(drawsOf, block.index, tick, plans, {
      stream: counts.stream,
      corrected: counts.corrected,
      least: 0,
    }),
    pages: changePages(drawsOf, block, counts.prices, time),
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

interface TickTime {
  readonly tick: number;
  readonly from: number;
  readonly drift: Drift;
}

function planReview(
  drawsOf: DrawsOf,
  block: Block,
  present: readonly Person[],
  index: number,
  { tick, from, drift }: TickTime,
): ReviewPlan {
  const draws = drawsOf("tick:review", block.index, index, tick);
  const at = from + draws.between(30, 3400) * SECOND;
  const reviewers = present.filter((one) => one.account !== null);
  const fraudulent = draws.chance(FRAUD_PER_THOUSAND);
  if (drift === "fraud" && draws.chance(NEW_FRAUD_PER_THOUSAND)) {
    return planNewFraud(drawsOf, block, draws, draws.pick(reviewers), at);
  }
  if (fraudulent && block.rings.length > 0) {
    const ring = draws.pick(block.rings);
    const members = ring.members.filter((one) => reviewers.includes(one));
    if (members.length > 0) {
      return planRingReview(
        draws,
        ring,
        draws.pick(members),
        draws.pick(ring.targets),
        at,
        block.connections,
      );
    }
  }
  const person = draws.pick(reviewers);
  const voice = draws.chance(KEEN_PER_THOUSAND) ? "keen" : "buyer";
  const drifted = draws.chance(DRIFTED_PER_THOUSAND);
  return {
    person,
    product: draws.pick(block.products),
    at,
    rating: honestRating(draws),
    connection: draws.pick(block.connections[person.index]!),
    fraudulent: false,
    decoy: null,
    ring: null,
    style: null,
    voice: drifted && drift === "text" ? "terse" : drifted && drift === "missing" ? "silent" : voice,
  };
}

/** The pattern to which fraud drifts: a new device each time behind few networks, measured praise, any product. */
function planNewFraud(drawsOf: DrawsOf, block: Block, draws: Draws, person: Person, at: number): ReviewPlan {
  const networks = drawsOf("fraud:new", block.index);
  const network = draws.pick([drawNetwork(networks), drawNetwork(networks)]);
  return {
    person,
    product: draws.pick(block.products),
    at,
    rating: draws.weighted([0, 0, 0, 10, 60, 30]),
    connection: { device: drawDevice(draws), network },
    fraudulent: true,
    decoy: null,
    ring: `anneau-${block.index}-nouveau`,
    style: null,
    voice: "careful",
  };
}

function changePages(
  drawsOf: DrawsOf,
  block: Block,
  count: number,
  { tick, from, drift }: TickTime,
): PageChange[] {
  const draws = drawsOf("tick:prices", block.index, 0, tick);
  const level = drift === "prices" ? PRICE_DRIFT : 1000;
  return draws
    .shuffle(block.products)
    .slice(0, count)
    .map((product) => {
      const base = Math.floor((product.prices[0]!.priceCents * draws.between(940, 1080)) / 1000);
      const priceCents = roundPrice(Math.floor((base * level) / 1000), product.kind.large);
      // A damaged page keeps what its damage is about.
      const loses = draws.chance(DRIFTED_PER_THOUSAND) && drift === "missing" && isPristine(product);
      return {
        product,
        change: { at: from + draws.between(10, 3500) * SECOND, priceCents, from: "stream" },
        lost: loses ? { quantity: null, description: null } : {},
      };
    });
}
