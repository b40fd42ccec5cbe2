// What a block amounts to after ticks 1..n have been collected: the base of every expected row.
import type { Block } from "./block.ts";
import type { Product } from "./products.ts";
import type { DrawsOf } from "./draws.ts";
import type { Layout } from "./layout.ts";
import { lazy } from "./lazy.ts";
import type { Drift } from "./listing.ts";
import type { Order } from "./orders.ts";
import { forgottenAt, type Person } from "./people.ts";
import type { Review } from "./reviews.ts";
import { applyChange, makeBlockDelta, touchedBlocks, type BlockDelta } from "./ticks.ts";

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
  const deltas = lazy(() =>
    Array.from({ length: ticks }, (_, index) => index + 1)
      .filter((tick) => touchedBlocks(drawsOf, layout, tick).includes(block.index))
      .map((tick) => makeBlockDelta(drawsOf, layout, block, tick, drifts[tick - 1] ?? "none")),
  );
  const products = lazy(() => changeProducts(block, deltas()));
  const reviews = lazy(() => [...block.reviews, ...deltas().flatMap((delta) => delta.reviews)]);
  const orders = lazy(() => [...block.orders, ...deltas().flatMap((delta) => delta.orders)]);
  const isErased = (person: Person): boolean => {
    const gone = forgottenAt(layout, block.index, person);
    return gone !== null && gone <= ticks;
  };
  return {
    block,
    get products() {
      return products();
    },
    get reviews() {
      return reviews();
    },
    get orders() {
      return orders();
    },
    isErased,
    isForgotten: (one) => one.objector || isErased(one),
  };
}

/** Products with every price they had; a page shows what its last change left. */
function changeProducts(block: Block, deltas: readonly BlockDelta[]): Product[] {
  const products = [...block.products];
  for (const page of deltas.flatMap((delta) => delta.pages)) {
    const { index } = page.product;
    const prices = [...products[index]!.prices, page.change];
    products[index] = { ...applyChange(block.products[index]!, page), prices };
  }
  return products;
}
