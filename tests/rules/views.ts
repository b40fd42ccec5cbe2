// The contract's views over the tables in memory; rules that a loader owns are applied here when they are on.
import type { RuleSet } from "@atelier/contracts/rules.ts";
import type { ViewName, ViewRow } from "@atelier/contracts/views.ts";
import { makeCustomers } from "./customers.ts";
import type { Held, Tables } from "./tables.ts";

type Views = { readonly [V in ViewName]: readonly ViewRow<V>[] };

export function makeViews(tables: Tables, rules: RuleSet): Views {
  const pages = tables.rows("products");
  const shownProducts = rules.has("product-two-categories") ? newestOf(pages) : pages;
  const reviews = tables.rows("reviews");
  const productIds = new Set(pages.map(({ body }) => body.productId));
  const reviewIds = new Set(reviews.map(({ body }) => body.reviewId));
  const customers = makeCustomers(
    tables.rows("customers"),
    rules.has("customer-duplicate"),
    !rules.has("duplicate-row"),
  );
  const rejects: ViewRow<"rejects">[] = [...tables.dead.values()].map(({ source, kind, pointer, rule }) => ({
    source,
    kind,
    pointer,
    rule,
  }));
  /** Whether a row may be shown; when not, it is told apart as an orphan. */
  const hasParent = (known: boolean, { record }: Held, pointer = record.id) => {
    if (known || !rules.has("orphan")) return true;
    rejects.push({ source: record.source, kind: record.kind, pointer, rule: "orphan" });
    return false;
  };
  const orders = tables.rows("orders").flatMap((one) => copies(one, !rules.has("page-overlap")));

  return {
    sellers: tables.rows("sellers").map(({ body }) => ({
      seller_id: body.sellerId,
      name: body.name,
      commune: body.commune,
      department: body.department,
      postcode: body.postcode,
      joined_on: body.joinedOn,
    })),
    certifications: tables.rows("certifications").map(({ body }) => ({
      seller_id: body.sellerId,
      label: body.label,
      valid_until: body.validUntil,
    })),
    products: shownProducts.map(({ body }) => ({
      product_id: body.productId,
      seller_id: body.sellerId,
      name: body.name,
      description: body.description,
      price_cents: body.priceCents,
      vat_basis_points: body.vatBasisPoints,
      net_quantity: body.netQuantity,
      net_unit: body.netUnit,
      listed_on: body.listedOn,
      image_file_id: body.imageFileId,
    })),
    // A join: a product that is there twice is twice in each of its categories.
    product_categories: shownProducts.flatMap(({ body: { productId } }) =>
      pages
        .filter(({ body }) => body.productId === productId)
        .map(({ body }) => ({ product_id: productId, category: body.category })),
    ),
    prices: tables
      .rows("prices")
      .filter((one) => hasParent(productIds.has(one.body.productId), one))
      .flatMap((one) => copies(one, one.record.source === "events" && !rules.has("stream-duplicate")))
      .map(({ body }) => ({ product_id: body.productId, at: body.at, price_cents: body.priceCents })),
    customers: customers.rows,
    orders: orders.map(({ body }) => ({
      order_id: body.orderId,
      customer_key: body.customerKey && (customers.keyOf.get(body.customerKey) ?? body.customerKey),
      ordered_at: body.orderedAt,
      status: body.status,
      total_cents: body.totalCents,
    })),
    order_lines: orders.flatMap((one) =>
      one.body.lines.flatMap((line, index) =>
        hasParent(productIds.has(line.productId), one, `${one.body.orderId}#${index + 1}`)
          ? [
              {
                order_id: one.body.orderId,
                line_no: index + 1,
                product_id: line.productId,
                quantity: line.quantity,
                unit_price_cents: line.unitPriceCents,
              },
            ]
          : [],
      ),
    ),
    reviews: reviews.map(({ body }) => ({
      review_id: body.reviewId,
      product_id: body.productId,
      author_key: body.accountKey,
      rating: body.rating,
      written_at: body.writtenAt,
      device_key: body.deviceKey,
      network_key: body.networkKey,
    })),
    labels: tables
      .rows("labels")
      .filter((one) => hasParent(reviewIds.has(one.body.reviewId), one))
      .map(({ body }) => ({
        review_id: body.reviewId,
        fraudulent: body.fraudulent,
        moderated_on: body.moderatedOn,
      })),
    files: tables.rows("files").map(({ body }) => ({
      file_id: body.fileId,
      media_type: body.mediaType,
      bytes: body.bytes,
      sha256: body.sha256,
      width: body.width,
      height: body.height,
      taken_at: body.takenAt,
    })),
    rejects,
  };
}

function copies<T extends Held>(one: T, shown: boolean): T[] {
  return shown ? Array.from({ length: one.copies }, () => one) : [one];
}

/** Of the pages of one product, the one that was changed last. */
function newestOf(pages: readonly Held<"products">[]): Held<"products">[] {
  const newest = new Map<string, Held<"products">>();
  for (const page of pages) {
    const known = newest.get(page.body.productId);
    if (!known || page.record.version > known.record.version) newest.set(page.body.productId, page);
  }
  return [...newest.values()];
}
