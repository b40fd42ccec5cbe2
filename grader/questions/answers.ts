// The right answers to the contract's questions, computed from the truth in plain loops: nothing of any store is asked.
import type { QuestionId } from "@atelier/contracts/questions.ts";
import type { Facts } from "./facts.ts";

export type Cell = string | number | null;
export type Parameters = readonly (string | number)[];

type Answer = (facts: Facts, parameters: Parameters) => Cell[][];

const ANSWERS: Readonly<Record<QuestionId, Answer>> = {
  Q1({ sellers, products }) {
    const departments = new Map(sellers.map((one) => [one.seller_id, one.department]));
    const counts = new Map<string, { sellers: number; products: number }>();
    for (const { department } of sellers) {
      const count = counts.get(department) ?? { sellers: 0, products: 0 };
      counts.set(department, { ...count, sellers: count.sellers + 1 });
    }
    for (const { seller_id } of products) {
      const count = counts.get(departments.get(seller_id) ?? "");
      if (count) count.products += 1;
    }
    return [...counts].map(([department, count]) => [department, count.sellers, count.products]);
  },
  Q2({ prices }, [product, at]) {
    const instant = Date.parse(String(at));
    const before = prices
      .filter((one) => one.product_id === product && Date.parse(one.at) <= instant)
      .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
    return before.slice(0, 1).map((one) => [one.price_cents]);
  },
  Q3(facts, [from, until]) {
    const sold = new Map<string, number>();
    for (const { order_id, product_id, quantity, unit_price_cents } of facts.order_lines) {
      const order = orderIndex(facts).get(order_id);
      if (!order || order.status === "cancelled" || !isWithin(order.ordered_at, from, until)) continue;
      sold.set(product_id, (sold.get(product_id) ?? 0) + quantity * unit_price_cents);
    }
    const revenue = new Map<string, number>();
    for (const { product_id, category } of facts.product_categories) {
      const cents = sold.get(product_id);
      if (cents !== undefined) revenue.set(category, (revenue.get(category) ?? 0) + cents);
    }
    return [...revenue];
  },
  Q4({ reviews }, [from, until, n]) {
    const byProduct = Map.groupBy(
      reviews.filter((one) => isWithin(one.written_at, from, until)),
      (one) => one.product_id,
    );
    return [...byProduct]
      .map(([product, own]): [string, number, number] => [
        product,
        own.length,
        own.reduce((sum, { rating }) => sum + rating, 0) / own.length,
      ])
      .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
      .slice(0, Number(n));
  },
  Q5({ customers, orders }, [amount]) {
    const known = new Set(customers.map((one) => one.customer_key));
    const totals = new Map<string, [number, number]>();
    for (const { customer_key, status, total_cents } of orders) {
      if (customer_key === null || status === "cancelled" || !known.has(customer_key)) continue;
      const [count, cents] = totals.get(customer_key) ?? [0, 0];
      totals.set(customer_key, [count + 1, cents + total_cents]);
    }
    return [...totals]
      .filter(([, [, cents]]) => cents > Number(amount))
      .map(([customer, [count, cents]]) => [customer, count, cents]);
  },
  Q6({ products }) {
    return products.flatMap(({ product_id, description, net_quantity, image_file_id }) => {
      const gaps = [
        [description, "description"],
        [net_quantity, "quantity"],
        [image_file_id, "image"],
      ] as const;
      return gaps.filter(([value]) => value === null).map(([, gap]) => [product_id, gap]);
    });
  },
  Q7(facts, [seller]) {
    const accounts = new Map(facts.customers.map((one) => [one.account_key, one.customer_key]));
    const bought = new Map<string, number[]>();
    for (const { order_id, product_id } of facts.order_lines) {
      const order = orderIndex(facts).get(order_id);
      if (!order || order.status === "cancelled" || order.customer_key === null) continue;
      const key = `${order.customer_key} ${product_id}`;
      bought.set(key, [...(bought.get(key) ?? []), Date.parse(order.ordered_at)]);
    }
    return facts.products
      .filter((one) => one.seller_id === seller)
      .map(({ product_id }) => {
        const own = facts.reviews.filter((one) => one.product_id === product_id);
        const verified = own.filter(({ author_key, written_at }) => {
          const customer = accounts.get(author_key);
          const times = customer === undefined ? [] : (bought.get(`${customer} ${product_id}`) ?? []);
          return times.some((at) => at < Date.parse(written_at));
        });
        return [product_id, own.length, verified.length];
      });
  },
  Q8({ certifications }, [on]) {
    const day = String(on);
    const expired = certifications.filter((one) => one.valid_until < day);
    const valid = new Set(
      certifications.filter((one) => one.valid_until >= day).map((one) => `${one.seller_id} ${one.label}`),
    );
    const named = new Map(expired.map((one) => [`${one.seller_id} ${one.label}`, one]));
    return [...named]
      .filter(([key]) => !valid.has(key))
      .map(([, { seller_id, label }]) => [seller_id, label]);
  },
  Q9(facts, [seller]) {
    const own = new Set(
      facts.products.filter((one) => one.seller_id === seller).map((one) => one.product_id),
    );
    const months = new Map<string, number>();
    for (const { order_id, product_id, quantity, unit_price_cents } of facts.order_lines) {
      const order = orderIndex(facts).get(order_id);
      if (!order || order.status === "cancelled" || !own.has(product_id)) continue;
      const month = order.ordered_at.slice(0, 7);
      months.set(month, (months.get(month) ?? 0) + quantity * unit_price_cents);
    }
    const sorted = [...months].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([month, cents], index) => [
      month,
      cents,
      index === 0 ? null : cents - (sorted[index - 1]?.[1] ?? 0),
    ]);
  },
  Q10({ reviews }, [n]) {
    const products = new Map<string, Set<string>>();
    const byDevice = new Map<string, Set<string>>();
    for (const { author_key, product_id, device_key } of reviews) {
      products.set(author_key, (products.get(author_key) ?? new Set()).add(product_id));
      byDevice.set(device_key, (byDevice.get(device_key) ?? new Set()).add(author_key));
    }
    const pairs = new Map<string, Cell[]>();
    for (const accounts of byDevice.values()) {
      const sorted = [...accounts].toSorted();
      for (const [index, first] of sorted.entries()) {
        for (const second of sorted.slice(index + 1)) {
          const common = [...(products.get(first) ?? [])].filter((one) => products.get(second)?.has(one));
          if (common.length >= Number(n)) pairs.set(`${first} ${second}`, [first, second, common.length]);
        }
      }
    }
    return [...pairs.values()];
  },
};

export const answer = (id: QuestionId, facts: Facts, parameters: Parameters): Cell[][] =>
  ANSWERS[id](facts, parameters);

/** Days in UTC: the first included, the second not. */
function isWithin(
  at: string,
  from: string | number | undefined,
  until: string | number | undefined,
): boolean {
  const day = at.slice(0, 10);
  return day >= String(from) && day < String(until);
}

const indexes = new WeakMap<Facts, Map<string, Facts["orders"][number]>>();

function orderIndex(facts: Facts): Map<string, Facts["orders"][number]> {
  let index = indexes.get(facts);
  if (!index) indexes.set(facts, (index = new Map(facts.orders.map((one) => [one.order_id, one]))));
  return index;
}
