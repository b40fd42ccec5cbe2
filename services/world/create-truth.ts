// The truth of a world: what its stores must hold once ticks 1..n have been collected. Streams, a block at a time.
import { SOURCES, type SourceId } from "@atelier/contracts/kinds.ts";
import type { ViewName, ViewRow } from "@atelier/contracts/views.ts";
import { makeBlock } from "./block.ts";
import { createDraws, type DrawsOf } from "./draws.ts";
import { showText } from "./display-reviews.ts";
import { makeDocuments, makePictures } from "./files.ts";
import { makeLabels } from "./labels.ts";
import { layoutOf, type Layout } from "./layout.ts";
import { keepLatest } from "./lazy.ts";
import type { Drift } from "./listing.ts";
import { writtenForms } from "./phones.ts";
import { makePriceLines } from "./price-file.ts";
import { stateOf, type BlockState } from "./state.ts";
import type { Truth } from "./truth.ts";
import { blockDefects } from "./truth-defects.ts";
import { blockIds, documentIds } from "./truth-ids.ts";
import { createKeys, pseudonymsOf } from "./truth-keys.ts";
import { blockRows, fileRow, isKept, keptReviews } from "./truth-rows.ts";

export interface TruthOptions {
  readonly secret: Uint8Array;
  readonly scale: number;
  /** The run's key of pseudonyms. */
  readonly pseudonymKey: string;
  /** How many ticks have been collected. */
  readonly ticks: number;
  /** The drift in force at ticks 1, 2, …; none where there is no entry. */
  readonly drifts?: readonly Drift[];
}

export function createTruth({ secret, scale, pseudonymKey, ticks, drifts = [] }: TruthOptions): Truth {
  const drawsOf = createDraws(secret);
  const layout = layoutOf(scale);
  const keys = createKeys(pseudonymKey);
  const state = keepLatest((index) =>
    stateOf(drawsOf, layout, makeBlock(drawsOf, layout, index), ticks, drifts),
  );
  const firstLines = priceLineNumbers(drawsOf, layout, (index) => state(index).block.products);
  const rowsOf = blockRows(drawsOf, keys, firstLines);
  function* states(): Iterable<BlockState> {
    for (let index = 0; index < layout.blocks; index++) yield state(index);
  }
  const documents = makeDocuments(drawsOf);
  return {
    get sources() {
      return countSources(drawsOf, states(), documents.length);
    },
    *rawIds() {
      for (const one of states()) yield* blockIds(drawsOf, keys, one, firstLines(one.block.index));
      yield* documentIds(documents);
    },
    *rows<V extends ViewName>(view: V): Iterable<ViewRow<V>> {
      for (const one of states()) yield* rowsOf[view](one);
      if (view === "files") for (const document of documents) yield fileRow(document) as ViewRow<V>;
    },
    *reviewTexts() {
      for (const one of states()) {
        for (const review of keptReviews(one)) {
          const { kept } = showText(drawsOf, one.block.index, review);
          yield { reviewId: review.reviewId, text: kept === "" ? null : kept };
        }
      }
    },
    *documentTexts() {
      for (const { fileId, lines } of documents) yield { fileId, includes: lines };
    },
    *defects() {
      for (const one of states()) yield* blockDefects(drawsOf, keys, one, firstLines(one.block.index));
    },
    *fraud() {
      for (const one of states()) {
        for (const review of keptReviews(one)) {
          const { reviewId, fraudulent, decoy, ring } = review;
          yield { reviewId, fraudulent, decoy, ring };
        }
      }
    },
    *canaries() {
      for (const { block } of states()) {
        for (const { canary, contactName, contactPhone } of block.sellers) {
          if (canary)
            yield {
              traces: [contactName.slice(contactName.indexOf(" ") + 1), ...writtenForms(contactPhone)],
            };
        }
        for (const person of block.people) {
          if (!person.canary) continue;
          const phones = person.phones.flatMap(writtenForms);
          const traces = [person.lastName, ...person.emails, ...phones, person.address];
          yield { traces: person.account === null ? traces : [...traces, person.account] };
        }
      }
    },
    *forgotten() {
      for (const one of states()) {
        for (const person of one.block.people) if (one.isForgotten(person)) yield* pseudonymsOf(keys, person);
      }
    },
  };
}

/** Number, from 1, of each block's first line in the prices file; earlier blocks are counted when first needed. */
function priceLineNumbers(
  drawsOf: DrawsOf,
  layout: Layout,
  productsOf: (block: number) => BlockState["products"],
): (block: number) => number {
  const firsts = [1];
  return (block) => {
    for (let known = firsts.length; known <= block && known < layout.blocks; known++) {
      firsts.push(firsts[known - 1]! + makePriceLines(drawsOf, known - 1, productsOf(known - 1)).length);
    }
    return firsts[block]!;
  };
}

function countSources(
  drawsOf: DrawsOf,
  states: Iterable<BlockState>,
  documents: number,
): Record<SourceId, number> {
  const counts = Object.fromEntries(SOURCES.map((source) => [source, 0])) as Record<SourceId, number>;
  counts.documents = documents;
  for (const state of states) {
    const { block, products, reviews } = state;
    for (const product of products) counts["catalogue-pages"] += product.categories.length;
    counts["seller-pages"] += block.sellers.length;
    for (const seller of block.sellers) counts.registry += seller.certifications.length;
    for (const review of reviews) {
      if (!state.isForgotten(review.person)) counts[review.carrier === "page" ? "review-pages" : "events"]++;
    }
    counts["partner-orders"] += state.orders.length;
    for (const person of block.people) {
      if (person.objector) counts["partner-objections"]++;
      if (state.isErased(person)) counts.events++;
    }
    for (const record of block.customers) if (!state.isForgotten(record.person)) counts["drop-customers"]++;
    counts["drop-prices"] += makePriceLines(drawsOf, block.index, block.products).length;
    for (const { review } of makeLabels(drawsOf, block)) {
      if (!review || isKept(state, review)) counts["drop-labels"]++;
    }
    counts.media += makePictures(drawsOf, block.index, block.products).length;
    for (const { prices } of products) for (const one of prices) if (one.from === "stream") counts.events++;
  }
  return counts;
}
