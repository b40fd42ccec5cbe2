// The contract's derived views held against the truth: each rule's repairs as sets, and what sellers sold.
import type { Truth } from "@atelier/world/truth.ts";

export interface RuleScore {
  readonly rule: string;
  readonly injected: number;
  readonly missing: readonly string[];
  readonly wrong: readonly string[];
}

export interface Repair {
  readonly kind: string;
  readonly id: string;
  readonly rule: string;
}

/**
 * Of a product with two pages, either page may be said to repeat the other: nothing tells which of them came second. So this rule is
 * compared by product.
 */
const namedBy = (rule: string, id: string) =>
  rule === "product-two-categories" ? id.slice(0, id.indexOf("~")) : id;

/** Rules of which something was injected or named, in order. */
export function scoreRepairs(truth: Truth, named: Iterable<Repair>): RuleScore[] {
  const expected = new Map<string, Set<string>>();
  const found = new Map<string, Set<string>>();
  const add = (to: typeof found, { kind, id, rule }: Repair) =>
    (to.get(rule) ?? to.set(rule, new Set()).get(rule)!).add(`${kind} ${namedBy(rule, id)}`);
  for (const defect of truth.defects()) if (defect.outcome.type === "repaired") add(expected, defect);
  for (const repair of named) add(found, repair);
  return [...new Set([...expected.keys(), ...found.keys()])].toSorted().map((rule) => {
    const [wanted, had] = [expected.get(rule) ?? new Set<string>(), found.get(rule) ?? new Set<string>()];
    return {
      rule,
      injected: wanted.size,
      missing: [...wanted].filter((one) => !had.has(one)),
      wrong: [...had].filter((one) => !wanted.has(one)),
    };
  });
}

/** Rows of `seller_sales`, by seller and month: "orders units revenue_cents". */
export function salesOf(truth: Truth): Map<string, string> {
  const sellers = new Map([...truth.rows("products")].map((one) => [one.product_id, one.seller_id]));
  const orders = new Map([...truth.rows("orders")].map((one) => [one.order_id, one]));
  const sums = new Map<string, { orders: Set<string>; units: number; cents: number }>();
  for (const { order_id: id, product_id: product, quantity, unit_price_cents: price } of truth.rows(
    "order_lines",
  )) {
    const order = orders.get(id);
    if (!order || order.status === "cancelled") continue;
    const key = `${sellers.get(product)} ${order.ordered_at.slice(0, 7)}`;
    const sum = sums.get(key) ?? { orders: new Set(), units: 0, cents: 0 };
    sum.orders.add(id);
    sum.units += quantity;
    sum.cents += quantity * price;
    sums.set(key, sum);
  }
  return new Map([...sums].map(([key, sum]) => [key, `${sum.orders.size} ${sum.units} ${sum.cents}`]));
}
