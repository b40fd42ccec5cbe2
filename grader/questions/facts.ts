// The truth's rows in memory, as the expected answers are computed from them: plain loops, no SQL.
import type { ViewName, ViewRow } from "@atelier/contracts/views.ts";
import type { Truth } from "@atelier/world/truth.ts";

export type Facts = {
  readonly [
    V in
      | "sellers"
      | "certifications"
      | "products"
      | "product_categories"
      | "prices"
      | "customers"
      | "orders"
      | "order_lines"
      | "reviews"
  ]: readonly ViewRow<V>[];
};

export function readFacts(truth: Pick<Truth, "rows">): Facts {
  const all = <V extends ViewName>(view: V) => [...truth.rows(view)];
  return {
    sellers: all("sellers"),
    certifications: all("certifications"),
    products: all("products"),
    product_categories: all("product_categories"),
    prices: all("prices"),
    customers: all("customers"),
    orders: all("orders"),
    order_lines: all("order_lines"),
    reviews: all("reviews"),
  };
}
