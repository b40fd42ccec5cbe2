// What a block amounts to after ticks 1..n have been collected: the base of every expected row.
import type { Block } from "./block.ts";
import type { Product } from "./catalogue.ts";
import type { DrawsOf } from "./draws.ts";
import type { Layout } from "./layout.ts";
import type { Drift } from "./listing.ts";
import type { Order } from "./orders.ts";
import { forgottenAt, type Person } from "./people.ts";
import type { Review } from "./reviews.ts";
import { applyChange, makeBlockDelta, touchedBlocks } from "./ticks.ts";

export interface BlockState {
  readonly block: Block;
  readonly products: readonly Product[];
  /** All that were ever shown, those of forgotten persons included. */
  readonly reviews: readonly Review[];
  readonly orders: readonly Order[];
  /** Asked for erasure, up to now. */
  isErased(person: Person): boolean;
  /** Erased, or objects to processing: expected nowhere. */
  isForgotten(person: Person): boolean;
}

/** @param drifts the drift in force at ticks 1, 2, …; none where there is no entry. */
export function stateOf(
  drawsOf: DrawsOf,
  layout: Layout,
  block: Block,
  ticks: number,
  drifts: readonly Drift[],
): BlockState {
  const reviews = [...block.reviews];
  const orders = [...block.orders];
  const products = [...block.products];
  for (let tick = 1; tick <= ticks; tick++) {
    if (!touchedBlocks(drawsOf, layout, tick).includes(block.index)) continue;
    const delta = makeBlockDelta(drawsOf, layout, block, tick, drifts[tick - 1] ?? "none");
    reviews.push(...delta.reviews);
    orders.push(...delta.orders);
    for (const page of delta.pages) {
      const { index } = page.product;
      const prices = [...products[index]!.prices, page.change];
      products[index] = { ...applyChange(block.products[index]!, page), prices };
    }
  }
  const isErased = (person: Person): boolean => {
    const gone = forgottenAt(layout, block.index, person);
    return gone !== null && gone <= ticks;
  };
  return { block, products, reviews, orders, isErased, isForgotten: (one) => one.objector || isErased(one) };
}
