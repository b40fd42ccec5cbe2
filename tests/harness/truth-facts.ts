// The facts that the stores will hold once a world has been collected, straight from its truth: models and drift can be
// tried over many worlds without an engine.
import type { Facts, ProductFact } from "@atelier/model/facts.ts";
import type { Truth } from "@atelier/world/truth.ts";

export function factsOf(truth: Truth): Facts {
  const texts = new Map([...truth.reviewTexts()].map(({ reviewId, text }) => [reviewId, text ?? ""]));
  return {
    reviews: [...truth.rows("reviews")].map((row) => ({
      id: row.review_id,
      productId: row.product_id,
      accountKey: row.author_key,
      deviceKey: row.device_key,
      networkKey: row.network_key,
      rating: row.rating,
      text: texts.get(row.review_id) ?? "",
      at: Date.parse(row.written_at),
    })),
    purchases: purchasesOf(truth),
    products: productsOf(truth),
    accounts: [...truth.rows("customers")].flatMap(({ account_key: key, created_on: created }) =>
      key === null ? [] : [{ key, createdAt: Date.parse(created) }],
    ),
    verdicts: [...truth.rows("labels")].map((row) => ({
      reviewId: row.review_id,
      fraudulent: row.fraudulent,
      at: Date.parse(row.moderated_on),
    })),
  };
}

/** Of all reviews that came, those that could not be used. */
export function rejectedShareOf(truth: Truth): number {
  const rejected = [...truth.rows("rejects")].filter(({ kind }) => kind === "reviews").length;
  return rejected / (rejected + [...truth.rows("reviews")].length);
}

function purchasesOf(truth: Truth): Facts["purchases"] {
  const accounts = new Map([...truth.rows("customers")].map((one) => [one.customer_key, one.account_key]));
  const orders = new Map([...truth.rows("orders")].map((one) => [one.order_id, one]));
  return [...truth.rows("order_lines")].flatMap((line) => {
    const order = orders.get(line.order_id);
    const accountKey = accounts.get(order?.customer_key ?? "") ?? null;
    if (!order || accountKey === null) return [];
    return [{ accountKey, productId: line.product_id, at: Date.parse(order.ordered_at) }];
  });
}

function productsOf(truth: Truth): ProductFact[] {
  const prices = Map.groupBy(truth.rows("prices"), (one) => one.product_id);
  return [...truth.rows("products")].map((row) => {
    const [first] = (prices.get(row.product_id) ?? []).toSorted((a, b) => (a.at < b.at ? -1 : 1));
    return {
      id: row.product_id,
      sellerId: row.seller_id,
      priceCents: row.price_cents,
      firstPriceCents: first?.price_cents ?? row.price_cents,
      listedAt: Date.parse(row.listed_on),
      hasQuantity: row.net_quantity !== null,
      hasDescription: row.description !== null,
    };
  });
}
