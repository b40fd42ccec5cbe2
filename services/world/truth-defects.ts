// Every injected defect of a block, and what must become of it. One whose record is of a forgotten person is not listed.
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import type { RuleId } from "@atelier/contracts/rules.ts";
import { isoDate, isoMillis } from "./calendar.ts";
import type { Product } from "./products.ts";
import type { DrawsOf } from "./draws.ts";
import { showText } from "./display-reviews.ts";
import { priceEvents } from "./events.ts";
import { makePictures } from "./files.ts";
import { makeLabels } from "./labels.ts";
import { makePriceLines } from "./price-file.ts";
import type { Review } from "./reviews.ts";
import type { BlockState } from "./state.ts";
import type { DefectInstance } from "./truth.ts";
import { mergeCustomers } from "./truth-customers.ts";
import type { Keys } from "./truth-keys.ts";
import { brokenLinePointer, pricePointer, productRow, reviewSource } from "./truth-rows.ts";

type Repaired = Extract<DefectInstance["outcome"], { type: "repaired" }>;

const repaired = (view: Repaired["view"], key: Repaired["key"], values: Repaired["values"]): Repaired => ({
  type: "repaired",
  view,
  key,
  values,
});

interface Place {
  readonly rule: RuleId;
  readonly source: SourceId;
  readonly kind: Kind;
  readonly id: string;
}
const rejected = (place: Place, pointer: string = place.id): DefectInstance => ({
  ...place,
  outcome: { type: "rejected", pointer },
});

export function* blockDefects(
  drawsOf: DrawsOf,
  keys: Keys,
  state: BlockState,
  firstPriceLine: number,
): Iterable<DefectInstance> {
  yield* sellerDefects(state);
  for (const product of state.products) yield* productDefects(product);
  for (const review of state.reviews)
    if (!state.isForgotten(review.person)) yield* reviewDefect(drawsOf, state, review);
  yield* orderDefects(state);
  yield* customerDefects(keys, state);
  yield* priceDefects(drawsOf, state, firstPriceLine);
  for (const { reviewId, defect: rule } of makeLabels(drawsOf, state.block)) {
    if (rule) yield rejected({ rule, source: "drop-labels", kind: "labels", id: reviewId });
  }
  for (const { lies, fileId, mediaType } of makePictures(drawsOf, state.block.index, state.block.products)) {
    if (!lies) continue;
    yield {
      rule: "media-type-lie",
      source: "media",
      kind: "files",
      id: fileId,
      outcome: repaired("files", { file_id: fileId }, { media_type: mediaType }),
    };
  }
}

function* sellerDefects({ block }: BlockState): Iterable<DefectInstance> {
  for (const { sellerId, defect: rule, name, commune } of block.sellers) {
    if (!rule) continue;
    const values: Partial<Record<RuleId, Repaired["values"]>> = {
      spaces: { name },
      apostrophe: { name },
      "postcode-short": { postcode: commune.postcode },
      "department-corsica": { department: commune.department },
      "commune-merged": { commune: commune.name },
    };
    yield {
      rule,
      source: "seller-pages",
      kind: "sellers",
      id: sellerId,
      outcome: repaired("sellers", { seller_id: sellerId }, values[rule]!),
    };
  }
}

const PRODUCT_COLUMNS: Partial<Record<RuleId, readonly (keyof ReturnType<typeof productRow>)[]>> = {
  spaces: ["name"],
  apostrophe: ["name"],
  "double-entity": ["description"],
  "missing-marker": ["net_quantity", "net_unit"],
  "price-comma": ["price_cents"],
  "price-thousands": ["price_cents"],
  "vat-fraction": ["vat_basis_points"],
  "unit-kilograms": ["net_quantity", "net_unit"],
  "unit-litres": ["net_quantity", "net_unit"],
  "date-slash": ["listed_on"],
  "date-words": ["listed_on"],
  "date-short-year": ["listed_on"],
};

function* productDefects(product: Product): Iterable<DefectInstance> {
  const { productId, categories, defect: rule } = product;
  const place = { source: "catalogue-pages", kind: "products" } as const;
  const id = `${productId}~${categories.at(-1)!}`;
  if (categories.length > 1) {
    const key = { product_id: productId, category: categories.at(-1)! };
    yield { ...place, id, rule: "product-two-categories", outcome: repaired("product_categories", key, {}) };
  }
  if (!rule) return;
  const row = productRow(product);
  const values = Object.fromEntries(PRODUCT_COLUMNS[rule]!.map((column) => [column, row[column]]));
  yield { ...place, id, rule, outcome: repaired("products", { product_id: productId }, values) };
}

function* reviewDefect(drawsOf: DrawsOf, state: BlockState, review: Review): Iterable<DefectInstance> {
  const { defect: rule, reviewId } = review;
  if (!rule) return;
  const place = { rule, source: reviewSource(review), kind: "reviews", id: reviewId } as const;
  const key = { review_id: reviewId };
  if (rule === "rating-out-of-range" || rule === "date-future") yield rejected(place);
  else if (rule === "rating-fraction")
    yield { ...place, outcome: repaired("reviews", key, { rating: review.rating }) };
  else if (rule === "clock-skew" || rule === "stream-disorder") {
    const values = { written_at: isoMillis(review.at), rating: review.rating };
    yield { ...place, outcome: repaired("reviews", key, values) };
  } else {
    const { kept } = showText(drawsOf, state.block.index, review);
    yield { ...place, outcome: repaired("mongo.reviews", key, { text: kept === "" ? null : kept }) };
  }
}

function* orderDefects(state: BlockState): Iterable<DefectInstance> {
  for (const { defect: rule, orderId, lines, damagedLine, ...order } of state.orders) {
    if (!rule) continue;
    const place = { rule, source: "partner-orders", kind: "orders", id: orderId } as const;
    const key = { order_id: orderId };
    if (rule === "orphan") yield rejected(place, `${orderId}#${damagedLine + 1}`);
    else if (rule === "quantity-negative") {
      if (!state.isErased(order.person)) yield rejected(place);
    } else if (rule === "quantity-text") {
      const { quantity } = lines[damagedLine]!;
      yield {
        ...place,
        outcome: repaired("order_lines", { ...key, line_no: damagedLine + 1 }, { quantity }),
      };
    } else {
      const values: Partial<Record<RuleId, Repaired["values"]>> = {
        "total-mismatch": { total_cents: order.totalCents },
        "time-zone-missing": { ordered_at: isoMillis(order.at) },
        "status-synonym": { status: order.status },
        "page-overlap": {},
      };
      yield { ...place, outcome: repaired("orders", key, values[rule]!) };
    }
  }
}

function* customerDefects(keys: Keys, state: BlockState): Iterable<DefectInstance> {
  const merged = mergeCustomers(keys, state);
  for (const { defect: rule, recordId: id, person, nth } of state.block.customers) {
    // Of two records of one person, the second tells.
    if (!rule || state.isForgotten(person) || (rule === "customer-duplicate" && nth === 0)) continue;
    const place = { rule, source: "drop-customers", kind: "customers", id } as const;
    if (rule === "date-impossible") {
      yield rejected(place);
      continue;
    }
    const { row } = merged.get(person)!;
    const { customer_key, ...others } = row;
    const values: Partial<Record<RuleId, Repaired["values"]>> = {
      cp1252: { pickup_point: row.pickup_point },
      "decimal-comma": { loyalty_cents: row.loyalty_cents },
      "phone-international": { phone_key: row.phone_key },
      "boolean-french": { newsletter: row.newsletter },
      "customer-duplicate": others,
    };
    yield { ...place, outcome: repaired("customers", { customer_key }, values[rule] ?? {}) };
  }
}

function* priceDefects(
  drawsOf: DrawsOf,
  state: BlockState,
  firstPriceLine: number,
): Iterable<DefectInstance> {
  const lines = makePriceLines(drawsOf, state.block.index, state.block.products);
  for (const [index, line] of lines.entries()) {
    const { defect: rule, productId: product_id, at, priceCents } = line;
    if (!rule) continue;
    const place = { rule, source: "drop-prices", kind: "prices" } as const;
    const broken = brokenLinePointer(firstPriceLine + index);
    if (rule === "json-truncated") yield rejected({ ...place, id: broken });
    else if (rule === "orphan" || rule === "price-not-positive")
      yield rejected({ ...place, id: pricePointer(line) });
    else {
      const outcome = repaired("prices", { product_id, at: isoMillis(at) }, { price_cents: priceCents });
      yield { ...place, id: pricePointer(line), outcome };
    }
  }
  for (const { product, change, repeated } of priceEvents(drawsOf, state.block)) {
    if (!repeated) continue;
    const key = { product_id: product.productId, at: isoMillis(change.at) };
    const id = `${product.productId}~${isoDate(change.at)}T${isoMillis(change.at).slice(11, 19)}Z`;
    const outcome = repaired("prices", key, { price_cents: change.priceCents });
    yield { rule: "stream-duplicate", source: "events", kind: "prices", id, outcome };
  }
}
