// A world as its source sees it: streams of what is shown, each made anew, a block at a time.
import {
  backlogOf,
  eraseRequest,
  priceEvent,
  reviewEvents,
  type Unnumbered,
  backlogCount,
} from "./events.ts";
import { makeBlock, type Block } from "./block.ts";
import { DAY, EPOCH, isoDate, isoSeconds, TICK } from "./calendar.ts";
import { CATEGORIES } from "./data/products.ts";
import { toCp1252 } from "./damage-text.ts";
import { showProduct, showSeller } from "./display-catalogue.ts";
import { showCustomer, showOrder } from "./display-orders.ts";
import { showReview } from "./display-reviews.ts";
import { createDraws, type DrawsOf } from "./draws.ts";
import { makeDocuments, makePictures, type DocumentFile, type PictureFile } from "./files.ts";
import { makeLabels } from "./labels.ts";
import { layoutOf, type Layout } from "./layout.ts";
import { keepLatest } from "./lazy.ts";
import {
  CUSTOMER_COLUMNS,
  type Delta,
  type Drift,
  type ListedEvent,
  type ListedFile,
  type ListedOrder,
  type World,
} from "./listing.ts";
import { makePriceLines } from "./price-file.ts";
import { applyChange, makeBlockDelta, tickEventCount, touchedBlocks } from "./ticks.ts";

export { createTruth } from "./create-truth.ts";
export { secretFromSeed } from "./draws.ts";

export interface WorldOptions {
  /** 32 bytes; see `secretFromSeed`. */
  readonly secret: Uint8Array;
  /** 1 is a lab on a laptop: 600 products, 3,000 customers, 12,000 reviews, 20,000 orders. */
  readonly scale: number;
}

/** @throws RangeError for a scale out of range or a secret of another length. */
export function createWorld({ secret, scale }: WorldOptions): World {
  const drawsOf = createDraws(secret);
  const layout = layoutOf(scale);
  const blockOf = keepLatest((index) => makeBlock(drawsOf, layout, index));
  const blocks = {
    *all() {
      for (let index = 0; index < layout.blocks; index++) yield blockOf(index);
    },
  };
  return {
    scale,
    epoch: new Date(EPOCH),
    categories: CATEGORIES,
    *sellers() {
      for (const { index, sellers } of blocks.all())
        for (const one of sellers) yield showSeller(drawsOf, index, one);
    },
    *certifications() {
      for (const { sellers } of blocks.all()) {
        for (const { sellerId, name, certifications } of sellers) {
          for (const { label, validUntil } of certifications) {
            yield { sellerId, sellerName: name, label, validUntil: isoDate(validUntil) };
          }
        }
      }
    },
    *productPages() {
      for (const { index, products } of blocks.all())
        for (const one of products) yield* showProduct(drawsOf, index, one);
    },
    *reviews() {
      for (const { index, reviews } of blocks.all()) {
        const shown = reviews.filter((one) => one.carrier === "page");
        shown.sort((a, b) => a.product.index - b.product.index || (a.reviewId < b.reviewId ? -1 : 1));
        for (const one of shown) yield showReview(drawsOf, index, one);
      }
    },
    *orders() {
      for (const block of blocks.all()) yield* listOrders(drawsOf, block);
    },
    *objections() {
      for (const { index, people } of blocks.all()) {
        for (const person of people) {
          if (person.objector)
            yield eraseRequest(
              person,
              EPOCH - drawsOf("objection", index, person.index).between(2, 300) * DAY,
            );
        }
      }
    },
    *files() {
      for (const { index, products } of blocks.all()) {
        for (const picture of makePictures(drawsOf, index, products)) yield listFile(picture);
      }
      for (const document of makeDocuments(drawsOf)) yield listFile(document);
    },
    *customersCsv() {
      yield toCp1252(`${CUSTOMER_COLUMNS.join(";")}\r\n`);
      for (const { index, customers } of blocks.all()) {
        const lines = customers.flatMap((one) => {
          const line = showCustomer(drawsOf, index, one);
          return one.defect === "duplicate-row" ? [line, line] : [line];
        });
        yield toCp1252(lines.map((line) => `${line}\r\n`).join(""));
      }
    },
    *pricesJsonl() {
      for (const { index, products } of blocks.all()) {
        yield utf8(
          makePriceLines(drawsOf, index, products)
            .map(({ line }) => `${line}\n`)
            .join(""),
        );
      }
    },
    *labelsCsv() {
      yield utf8("avis;verdict;modere_le\n");
      for (const block of blocks.all()) {
        const lines = makeLabels(drawsOf, block).map(
          (one) =>
            `${one.reviewId};${one.fraudulent ? "frauduleux" : "honnete"};${isoDate(one.moderatedOn)}\n`,
        );
        yield utf8(lines.join(""));
      }
    },
    *events() {
      let seq = 0;
      for (const block of blocks.all()) {
        for (const event of backlogOf(drawsOf, layout, block)) yield numbered(event, ++seq);
      }
    },
    delta: (tick, drift = "none") => makeDelta(drawsOf, layout, blockOf, tick, drift),
  };
}

const encoder = new TextEncoder();
const utf8 = (text: string): Uint8Array => encoder.encode(text);
const numbered = (event: Unnumbered, seq: number): ListedEvent => ({ ...event, seq });

const listFile = ({ fileId, path, lastModified, bytes }: PictureFile | DocumentFile): ListedFile => ({
  fileId,
  path,
  lastModified: new Date(lastModified),
  bytes,
});

/** By id; an order of class `page-overlap` comes again one to a hundred orders later. */
function* listOrders(drawsOf: DrawsOf, block: Block): Iterable<ListedOrder> {
  const sorted = block.orders.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1));
  const again = new Map<number, ListedOrder[]>();
  for (const [position, order] of sorted.entries()) {
    const shown = showOrder(drawsOf, block.index, order);
    yield shown;
    if (order.defect === "page-overlap") {
      const later = Math.min(
        sorted.length - 1,
        position + drawsOf("defect:overlap", block.index, order.index).below(100),
      );
      again.set(later, [...(again.get(later) ?? []), shown]);
    }
    yield* again.get(position) ?? [];
  }
}

function makeDelta(
  drawsOf: DrawsOf,
  layout: Layout,
  blockOf: (index: number) => Block,
  tick: number,
  drift: Drift,
): Delta {
  if (!Number.isInteger(tick) || tick < 1) throw new RangeError("ticks are 1, 2, 3 …");
  const now = EPOCH + tick * TICK;
  const touched = touchedBlocks(drawsOf, layout, tick);
  let seq = eventsBefore(drawsOf, layout, tick);
  const reviews = [];
  const productPages = [];
  const orders = [];
  const events: ListedEvent[] = [];
  for (const index of touched) {
    const block = blockOf(index);
    const delta = makeBlockDelta(drawsOf, layout, block, tick, drift);
    const timed: { at: number; event: Unnumbered }[] = [];
    const delays = drawsOf("event:delays", index, tick);
    for (const review of delta.reviews) {
      if (review.carrier === "page") reviews.push(showReview(drawsOf, index, review));
      else timed.push(...reviewEvents(drawsOf, index, delays, review));
    }
    for (const page of delta.pages) {
      const { product, change } = page;
      const changed = { ...applyChange(product, page), lastModified: now };
      productPages.push(...showProduct(drawsOf, index, changed, tick));
      timed.push({ at: change.at, event: priceEvent(product, change, change.at + 2000) });
    }
    for (const order of delta.orders) orders.push(showOrder(drawsOf, index, order));
    if (delta.erased) {
      timed.push({
        at: now,
        event: { type: "erasure", receivedAt: isoSeconds(now), person: eraseRequest(delta.erased, now) },
      });
    }
    events.push(...timed.toSorted((a, b) => a.at - b.at).map(({ event }) => numbered(event, ++seq)));
  }
  return { tick, now: new Date(now), reviews, productPages, orders, events };
}

function eventsBefore(drawsOf: DrawsOf, layout: Layout, tick: number): number {
  let count = 0;
  for (let block = 0; block < layout.blocks; block++) count += backlogCount(layout, block);
  for (let before = 1; before < tick; before++) {
    for (const block of touchedBlocks(drawsOf, layout, before))
      count += tickEventCount(layout, block, before);
  }
  return count;
}
