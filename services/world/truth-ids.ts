// The natural ids of the raw records that a block gives, each with what must have become of it.
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import { isoSeconds } from "./calendar.ts";
import type { DrawsOf } from "./draws.ts";
import type { DocumentFile } from "./files.ts";
import { makePictures } from "./files.ts";
import { makeLabels } from "./labels.ts";
import { makePriceLines } from "./price-file.ts";
import type { BlockState } from "./state.ts";
import type { Keys } from "./truth-keys.ts";
import { brokenLinePointer, pricePointer, reviewSource } from "./truth-rows.ts";

export interface RawId {
  readonly source: SourceId;
  readonly kind: Kind;
  /** See ids.ts of the contracts; of a line that no collector can read, its place in its file. */
  readonly id: string;
  /** `gone`: of a person who is forgotten, so that no raw layer may keep it. */
  readonly state: "kept" | "gone" | "unreadable";
}

export function* blockIds(
  drawsOf: DrawsOf,
  keys: Keys,
  state: BlockState,
  firstPriceLine: number,
): Iterable<RawId> {
  const { block, products, reviews } = state;
  for (const { sellerId, certifications } of block.sellers) {
    yield { source: "seller-pages", kind: "sellers", id: sellerId, state: "kept" };
    for (const { label } of certifications)
      yield { source: "registry", kind: "certifications", id: `${sellerId}~${label}`, state: "kept" };
  }
  for (const { productId, categories, prices } of products) {
    for (const category of categories)
      yield { source: "catalogue-pages", kind: "products", id: `${productId}~${category}`, state: "kept" };
    for (const { from, at } of prices) {
      const id = `${productId}~${isoSeconds(at)}`;
      if (from === "stream") yield { source: "events", kind: "prices", id, state: "kept" };
    }
  }
  for (const review of reviews) {
    const kept = state.isForgotten(review.person) ? "gone" : "kept";
    yield { source: reviewSource(review), kind: "reviews", id: review.reviewId, state: kept };
  }
  for (const { orderId } of state.orders)
    yield { source: "partner-orders", kind: "orders", id: orderId, state: "kept" };
  for (const { recordId, person } of block.customers) {
    const kept = state.isForgotten(person) ? "gone" : "kept";
    yield { source: "drop-customers", kind: "customers", id: recordId, state: kept };
  }
  for (const person of block.people) {
    const first = keys.account(person.account ?? "");
    if (person.objector)
      yield { source: "partner-objections", kind: "erasures", id: `objection~${first}`, state: "kept" };
    if (state.isErased(person))
      yield { source: "events", kind: "erasures", id: `erasure~${first}`, state: "kept" };
  }
  for (const [index, line] of makePriceLines(drawsOf, block.index, block.products).entries()) {
    if (line.defect === "json-truncated") {
      const id = brokenLinePointer(firstPriceLine + index);
      yield { source: "drop-prices", kind: "prices", id, state: "unreadable" };
    } else yield { source: "drop-prices", kind: "prices", id: pricePointer(line), state: "kept" };
  }
  for (const { review, reviewId } of makeLabels(drawsOf, block)) {
    const gone = review !== null && state.isForgotten(review.person);
    yield { source: "drop-labels", kind: "labels", id: reviewId, state: gone ? "gone" : "kept" };
  }
  for (const { fileId } of makePictures(drawsOf, block.index, block.products))
    yield { source: "media", kind: "files", id: fileId, state: "kept" };
}

export function* documentIds(documents: readonly DocumentFile[]): Iterable<RawId> {
  for (const { fileId } of documents) yield { source: "documents", kind: "files", id: fileId, state: "kept" };
}
