// The rows that each view of the contract must show for a block, from clean entities.
import { createHash } from "node:crypto";
import type { SourceId } from "@atelier/contracts/kinds.ts";
import { DROP_FILES } from "@atelier/contracts/source.ts";
import type { ViewName, ViewRow } from "@atelier/contracts/views.ts";
import { isoDate, isoMillis } from "./calendar.ts";
import { currentPrice, type Product } from "./products.ts";
import type { DrawsOf } from "./draws.ts";
import { makePictures, type DocumentFile, type PictureFile } from "./files.ts";
import { makeLabels } from "./labels.ts";
import type { Order } from "./orders.ts";
import { makePriceLines, type PriceLine } from "./price-file.ts";
import type { Review } from "./reviews.ts";
import type { BlockState } from "./state.ts";
import { mergeCustomers, type MergedCustomer } from "./truth-customers.ts";
import type { Keys } from "./truth-keys.ts";

export type BlockRows = { readonly [V in ViewName]: (state: BlockState) => Iterable<ViewRow<V>> };

const REJECTED_REVIEWS: readonly (string | null)[] = ["rating-out-of-range", "date-future"];

/** Read, kept and shown: neither rejected nor of a forgotten person. */
export const isKept = (state: BlockState, review: Review): boolean =>
  !state.isForgotten(review.person) && !REJECTED_REVIEWS.includes(review.defect);

export const keptReviews = (state: BlockState): Review[] => state.reviews.filter((one) => isKept(state, one));
const keptOrders = (state: BlockState): Order[] =>
  state.orders.filter((one) => one.defect !== "quantity-negative");

export const reviewSource = (review: Review): SourceId =>
  review.carrier === "page" ? "review-pages" : "events";
export const pricePointer = (line: PriceLine): string => `${line.productId}~${line.shownAt}`;
export const brokenLinePointer = (lineNumber: number): string => `${DROP_FILES.prices}#${lineNumber}`;

export function productRow(product: Product): ViewRow<"products"> {
  return {
    product_id: product.productId,
    seller_id: product.seller.sellerId,
    name: product.name,
    description: product.description,
    price_cents: currentPrice(product),
    vat_basis_points: product.vatBasisPoints,
    net_quantity: product.quantity,
    net_unit: product.quantity === null ? null : product.kind.unit,
    listed_on: isoDate(product.listedOn),
    image_file_id: product.imageFileId,
  };
}

export function fileRow(file: PictureFile | DocumentFile): ViewRow<"files"> {
  const bytes = file.bytes();
  const picture = file.kind === "picture" ? file : null;
  return {
    file_id: file.fileId,
    media_type: picture?.mediaType ?? "application/pdf",
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    taken_at: picture && picture.takenAt !== null ? isoMillis(picture.takenAt) : null,
  };
}

/** @param firstPriceLine number, from 1, of the block's first line in the prices file. */
export function blockRows(
  drawsOf: DrawsOf,
  keys: Keys,
  firstPriceLine: (block: number) => number,
): BlockRows {
  return {
    *sellers({ block }) {
      for (const { sellerId, name, commune, joinedOn } of block.sellers) {
        yield {
          seller_id: sellerId,
          name,
          commune: commune.name,
          department: commune.department,
          postcode: commune.postcode,
          joined_on: isoDate(joinedOn),
        };
      }
    },
    *certifications({ block }) {
      for (const { sellerId, certifications } of block.sellers) {
        for (const { label, validUntil } of certifications) {
          yield { seller_id: sellerId, label, valid_until: isoDate(validUntil) };
        }
      }
    },
    *products({ products }) {
      for (const product of products) yield productRow(product);
    },
    *product_categories({ products }) {
      for (const { productId, categories } of products) {
        for (const category of categories) yield { product_id: productId, category };
      }
    },
    *prices({ products }) {
      for (const { productId, prices } of products) {
        for (const { at, priceCents } of prices) {
          yield { product_id: productId, at: isoMillis(at), price_cents: priceCents };
        }
      }
    },
    *customers(state) {
      for (const { row } of mergeCustomers(keys, state).values()) yield row;
    },
    *orders(state) {
      const customers = mergeCustomers(keys, state);
      for (const order of keptOrders(state)) {
        yield {
          order_id: order.orderId,
          customer_key: state.isForgotten(order.person)
            ? null
            : customerKey(keys, customers.get(order.person), order.email),
          ordered_at: isoMillis(order.at),
          status: order.status,
          total_cents: order.totalCents,
        };
      }
    },
    *order_lines(state) {
      for (const order of keptOrders(state)) {
        for (const [index, line] of order.lines.entries()) {
          if (line.product === null) continue;
          yield {
            order_id: order.orderId,
            line_no: index + 1,
            product_id: line.productId,
            quantity: line.quantity,
            unit_price_cents: line.unitPriceCents,
          };
        }
      }
    },
    *reviews(state) {
      for (const review of keptReviews(state)) {
        yield {
          review_id: review.reviewId,
          product_id: review.product.productId,
          author_key: keys.account(review.person.account!),
          rating: review.rating,
          written_at: isoMillis(review.at),
          device_key: keys.device(review.connection.device),
          network_key: keys.network(review.connection.network),
        };
      }
    },
    *labels(state) {
      for (const { review, reviewId, fraudulent, moderatedOn } of makeLabels(drawsOf, state.block)) {
        if (review && isKept(state, review)) {
          yield { review_id: reviewId, fraudulent, moderated_on: isoDate(moderatedOn) };
        }
      }
    },
    *files({ block }) {
      for (const picture of makePictures(drawsOf, block.index, block.products)) yield fileRow(picture);
    },
    *rejects(state) {
      yield* blockRejects(drawsOf, state, firstPriceLine(state.block.index));
    },
  };
}

/** That of the customer who has a record with this address; the address's own when nobody has. */
function customerKey(keys: Keys, customer: MergedCustomer | undefined, email: string): string {
  const known = customer?.records.some((record) => record.email === email);
  return known ? customer!.row.customer_key : keys.email(email);
}

function* blockRejects(
  drawsOf: DrawsOf,
  state: BlockState,
  firstPriceLine: number,
): Iterable<ViewRow<"rejects">> {
  for (const review of state.reviews) {
    if (!REJECTED_REVIEWS.includes(review.defect) || state.isForgotten(review.person)) continue;
    yield { source: reviewSource(review), kind: "reviews", pointer: review.reviewId, rule: review.defect! };
  }
  for (const { orderId, person, defect, damagedLine } of state.orders) {
    // An erased person's reject speaks of them; an objector's order came without its person.
    if (defect === "quantity-negative" && !state.isErased(person)) {
      yield { source: "partner-orders", kind: "orders", pointer: orderId, rule: defect };
    }
    if (defect === "orphan") {
      yield {
        source: "partner-orders",
        kind: "orders",
        pointer: `${orderId}#${damagedLine + 1}`,
        rule: defect,
      };
    }
  }
  for (const { recordId, person, defect } of state.block.customers) {
    if (defect === "date-impossible" && !state.isForgotten(person)) {
      yield { source: "drop-customers", kind: "customers", pointer: recordId, rule: defect };
    }
  }
  const lines = makePriceLines(drawsOf, state.block.index, state.block.products);
  for (const [index, line] of lines.entries()) {
    if (line.defect === "json-truncated") {
      const pointer = brokenLinePointer(firstPriceLine + index);
      yield { source: "drop-prices", kind: "prices", pointer, rule: line.defect };
    } else if (line.defect === "price-not-positive" || line.defect === "orphan") {
      yield { source: "drop-prices", kind: "prices", pointer: pricePointer(line), rule: line.defect };
    }
  }
  for (const { reviewId, defect } of makeLabels(drawsOf, state.block)) {
    if (defect === "orphan") yield { source: "drop-labels", kind: "labels", pointer: reviewId, rule: defect };
  }
}
