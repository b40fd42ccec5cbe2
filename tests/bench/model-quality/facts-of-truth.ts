// The facts that the stores hold of a world once it is loaded, made from its truth: so that models of many worlds can be judged without
// loading any. A run on real engines holds the stores to the same rows.
import type { Facts } from "@atelier/model/facts.ts";
import type { Truth } from "@atelier/world/truth.ts";

export function factsOfTruth(truth: Truth): Facts {
  const texts = new Map([...truth.reviewTexts()].map(({ reviewId, text }) => [reviewId, text ?? ""]));
  const customers = [...truth.rows("customers")].filter((one) => one.account_key !== null);
  const accountOf = new Map(customers.map((one) => [one.customer_key, one.account_key!]));
  const orders = new Map([...truth.rows("orders")].map((one) => [one.order_id, one]));
  return {
    reviews: [...truth.rows("reviews")].map((one) => ({
      id: one.review_id,
      productId: one.product_id,
      accountKey: one.author_key,
      deviceKey: one.device_key,
      networkKey: one.network_key,
      rating: one.rating,
      text: texts.get(one.review_id) ?? "",
      at: Date.parse(one.written_at),
    })),
    purchases: [...truth.rows("order_lines")].flatMap(({ order_id, product_id: productId }) => {
      const order = orders.get(order_id);
      const accountKey = accountOf.get(order?.customer_key ?? "");
      return order && accountKey ? [{ accountKey, productId, at: Date.parse(order.ordered_at) }] : [];
    }),
    products: [...truth.rows("products")].map((one) => ({
      id: one.product_id,
      sellerId: one.seller_id,
      priceCents: one.price_cents,
      listedAt: Date.parse(one.listed_on),
    })),
    accounts: customers.map((one) => ({ key: one.account_key!, createdAt: Date.parse(one.created_on) })),
    verdicts: [...truth.rows("labels")].map((one) => ({
      reviewId: one.review_id,
      fraudulent: one.fraudulent,
      at: Date.parse(one.moderated_on),
    })),
  };
}
