// Orders of a block: who bought what, when, at which price of that moment.
import type { ORDER_STATUSES } from "@atelier/contracts/clean.ts";
import type { RuleId } from "@atelier/contracts/rules.ts";
import { DAY, EPOCH, HOUR, isAmbiguousInParis, MINUTE, SECOND } from "./calendar.ts";
import { isPristine, type Product } from "./products.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import { identifier } from "./identifiers.ts";
import type { Person } from "./people.ts";
import { sometimes, spread } from "./spread.ts";

export type OrderStatus = (typeof ORDER_STATUSES)[number];

interface OrderLine {
  /** Null for a product that the marketplace no longer has: an orphan. */
  readonly product: Product | null;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceCents: number;
}

export interface Order {
  readonly index: number;
  readonly tick: number;
  readonly orderId: string;
  readonly person: Person;
  readonly email: string;
  readonly at: number;
  readonly updatedAt: number;
  readonly status: OrderStatus;
  readonly lines: readonly OrderLine[];
  readonly totalCents: number;
  readonly defect: RuleId | null;
  /** The line that carries the defect, from 0. */
  readonly damagedLine: number;
}

export interface OrderWindow {
  readonly block: number;
  /** Part of the draws' index: 0 for the world at tick 0, else the tick. */
  readonly tick: number;
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

export function makeOrders(
  drawsOf: DrawsOf,
  window: OrderWindow,
  people: readonly Person[],
  products: readonly Product[],
): Order[] {
  const { block, tick, count } = window;
  const clean = Array.from({ length: count }, (_, index) =>
    makeOrder(drawsOf, window, index, people, products),
  );
  const defects = orderDefects(drawsOf("defect:orders", block, tick), clean, tick === 0);
  return clean.map((order, index) => {
    const defect = defects.get(order);
    return defect ? damage(drawsOf("defect:order", block, index, tick), order, defect) : order;
  });
}

function makeOrder(
  drawsOf: DrawsOf,
  window: OrderWindow,
  index: number,
  people: readonly Person[],
  products: readonly Product[],
): Order {
  const { block, tick } = window;
  const draws = drawsOf("order", block, index, tick);
  const person = pickSkewed(draws, people);
  const at = placeInTime(draws, Math.max(window.from, Math.min(person.joinedAt, window.to - DAY)), window.to);
  const sold = products.filter((one) => one.listedOn < at);
  const offered = sold.length > 0 ? sold : products;
  const chosen = new Set<Product>();
  const wanted = draws.weighted([0, 52, 28, 14, 6]);
  for (let i = 0; i < wanted; i++) chosen.add(pickSkewed(draws, offered));
  const lines = [...chosen].map((product) => ({
    product,
    productId: product.productId,
    quantity: draws.weighted([0, 55, 24, 11, 5, 3, 2]),
    unitPriceCents: priceAt(product, at),
  }));
  const age = window.to - at;
  const status: OrderStatus = draws.chance(35)
    ? "cancelled"
    : age > 6 * DAY
      ? "delivered"
      : age > 2 * DAY
        ? "shipped"
        : "placed";
  const steps = { placed: 10 * MINUTE, shipped: 2 * DAY, delivered: 5 * DAY, cancelled: HOUR }[status];
  return {
    index,
    tick,
    orderId: identifier(drawsOf, "order", block, index, tick),
    person,
    email: draws.pick(person.emails),
    at,
    updatedAt: Math.min(window.to, at + steps + draws.below(600) * SECOND),
    status,
    lines,
    totalCents: lines.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0),
    defect: null,
    damagedLine: 0,
  };
}

/** Early items more often than late ones, as few buyers and few products make most of the sales. */
function pickSkewed<T>(draws: Draws, items: readonly T[]): T {
  const first = draws.below(items.length);
  return items[draws.chance(450) ? draws.below(first + 1) : first]!;
}

function placeInTime(draws: Draws, from: number, to: number): number {
  const at = draws.wide(Math.floor(from / SECOND), Math.floor(to / SECOND) - 1) * SECOND;
  return isAmbiguousInParis(at) ? at - 3 * HOUR : at;
}

/** The price in force, or the first one known. */
function priceAt(product: Product, at: number): number {
  let price = product.prices[0]!.priceCents;
  for (const change of product.prices) if (change.at <= at) price = change.priceCents;
  return price;
}

function orderDefects(draws: Draws, orders: readonly Order[], atTickZero: boolean): Map<Order, RuleId> {
  const share = (perThousand: number) => sometimes(draws, orders.length, perThousand, atTickZero ? 3 : 0);
  const pristineLine = (order: Order) => order.lines.some((line) => line.product && isPristine(line.product));
  return spread<Order, RuleId>(draws, orders, [
    { what: "quantity-text", count: share(15), fits: pristineLine },
    // Never of someone who will be erased: what is rejected has no row from which to forget its person.
    { what: "quantity-negative", count: share(4), fits: (one) => one.person.erasureRank === null },
    { what: "total-mismatch", count: share(10) },
    { what: "time-zone-missing", count: share(30) },
    { what: "status-synonym", count: share(40) },
    {
      what: "orphan",
      count: share(5),
      fits: (one) => one.person.erasureRank === null && one.lines.length > 1,
    },
    { what: "page-overlap", count: atTickZero ? share(8) : 0 },
  ]);
}

function damage(draws: Draws, order: Order, defect: RuleId): Order {
  if (defect === "quantity-text") {
    const damagedLine = order.lines.findIndex((line) => line.product && isPristine(line.product));
    return { ...order, defect, damagedLine };
  }
  const damagedLine = draws.below(order.lines.length);
  if (defect !== "orphan") return { ...order, defect, damagedLine };
  const unknown = draws.code(9, "0123456789ABCDFGHJKLMNPQRSTVWXYZ");
  const lines = order.lines.map((line, at) =>
    at === damagedLine ? { ...line, product: null, productId: unknown } : line,
  );
  return { ...order, defect, damagedLine, lines };
}

export const HISTORY_WINDOW = { from: EPOCH - 500 * DAY, to: EPOCH } as const;
