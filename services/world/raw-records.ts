// The raw layer of a world at its tick 0, as a perfect collector leaves it: what a grader supplies when a submission's own
// collecting has failed. Made from what the world draws; nothing displayed is parsed back, but the JSON of price lines.
import { createHash } from "node:crypto";
import type { DeadLetter } from "@atelier/contracts/clean.ts";
import { rawId } from "@atelier/contracts/ids.ts";
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import type { RawBody, RawRecord } from "@atelier/contracts/raw.ts";
import type { RuleId } from "@atelier/contracts/rules.ts";
import { PriceLineJson } from "@atelier/contracts/source.ts";
import { makeBlock, type Block } from "./block.ts";
import { DAY, EPOCH, isoDate } from "./calendar.ts";
import { createDraws, type DrawsOf } from "./draws.ts";
import { entities, showProduct, showSeller } from "./display-catalogue.ts";
import { showCustomer, showOrder } from "./display-orders.ts";
import { showReview, showText } from "./display-reviews.ts";
import { backlogOf, eraseRequest } from "./events.ts";
import { makeDocuments, makePictures, type DocumentFile, type PictureFile } from "./files.ts";
import { makeLabels } from "./labels.ts";
import { layoutOf, type Layout } from "./layout.ts";
import { CUSTOMER_COLUMNS, type ListedObjection, type ListedReview } from "./listing.ts";
import { makePriceLines } from "./price-file.ts";
import { stateOf, type BlockState } from "./state.ts";
import { createKeys, type Keys } from "./truth-keys.ts";
import { brokenLinePointer, fileRow } from "./truth-rows.ts";

export interface RawWorldOptions {
  readonly secret: Uint8Array;
  readonly scale: number;
  readonly pseudonymKey: string;
}

export interface RawWorld {
  /** In an order in which they could have been read: objections first. */
  records(): Iterable<RawRecord>;
  /** Lines that no collector can read. */
  unreadable(): Iterable<DeadLetter>;
}

interface Described {
  readonly version?: number;
  readonly subjects?: readonly string[];
  readonly repairs?: readonly RuleId[];
}

/** Rules for a customer that cannot wait for cleaning: they change what leaves as a pseudonym, or how bytes are read. */
const COLLECTOR_RULES: readonly RuleId[] = ["cp1252", "email-case", "phone-international"];
const MAX_CONTENT_BYTES = 256 * 1024;

export function createRawWorld({ secret, scale, pseudonymKey }: RawWorldOptions): RawWorld {
  const drawsOf = createDraws(secret);
  const layout = layoutOf(scale);
  const keys = createKeys(pseudonymKey);
  function* states(): Iterable<BlockState> {
    for (let index = 0; index < layout.blocks; index++) {
      yield stateOf(drawsOf, layout, makeBlock(drawsOf, layout, index), 0, []);
    }
  }
  return {
    *records() {
      for (const { block } of states()) yield* objections(drawsOf, keys, block);
      for (const state of states()) {
        yield* catalogue(drawsOf, state);
        yield* reviewsAndEvents(drawsOf, layout, keys, state);
        yield* orders(drawsOf, keys, state);
        yield* customers(drawsOf, keys, state);
        yield* prices(drawsOf, state);
        yield* labels(drawsOf, state);
        for (const one of makePictures(drawsOf, state.block.index, state.block.products)) {
          yield pictureRecord(one);
        }
      }
      for (const one of makeDocuments(drawsOf)) yield documentRecord(one);
    },
    *unreadable() {
      let first = 1;
      for (const { block } of states()) {
        const lines = makePriceLines(drawsOf, block.index, block.products);
        for (const [index, { defect, line }] of lines.entries()) {
          if (defect !== "json-truncated") continue;
          yield {
            source: "drop-prices",
            kind: "prices",
            pointer: brokenLinePointer(first + index),
            hash: createHash("sha256").update(line).digest("hex"),
            rule: defect,
            reason: "the line is cut short",
            observedAt: new Date(EPOCH).toISOString(),
            subjects: [],
          };
        }
        first += lines.length;
      }
    },
  };
}

function record<K extends Kind>(
  source: SourceId,
  kind: K,
  body: RawBody<K>,
  { version = 0, subjects = [], repairs = [] }: Described = {},
): RawRecord {
  const idOf: (body: RawBody<K>) => string = rawId[kind] as never;
  return {
    source,
    kind,
    id: idOf(body),
    hash: createHash("sha256").update(JSON.stringify(body)).digest("hex"),
    observedAt: new Date(EPOCH).toISOString(),
    version,
    subjects: [...subjects],
    repairs: [...repairs],
    body,
  };
}

function* objections(drawsOf: DrawsOf, keys: Keys, block: Block): Iterable<RawRecord> {
  for (const person of block.people) {
    if (!person.objector) continue;
    const since = EPOCH - drawsOf("objection", block.index, person.index).between(2, 300) * DAY;
    const request = eraseRequest(person, since);
    yield erasure(keys, request, "partner-objections", "objection");
  }
}

function erasure(
  keys: Keys,
  { account, emails, phones, since }: ListedObjection,
  source: SourceId,
  reason: "erasure" | "objection",
): RawRecord {
  const subjects = [keys.account(account), ...emails.map(keys.email), ...phones.map(keys.phone)];
  return record(source, "erasures", { subjects, reason, at: since }, { subjects });
}

function* catalogue(drawsOf: DrawsOf, { block }: BlockState): Iterable<RawRecord> {
  for (const seller of block.sellers) {
    const {
      contactName: _name,
      contactPhone: _phone,
      lastModified,
      ...body
    } = showSeller(drawsOf, block.index, seller);
    yield record("seller-pages", "sellers", body, { version: lastModified.getTime() });
    for (const { label, validUntil } of seller.certifications) {
      const { sellerId } = seller;
      yield record("registry", "certifications", { sellerId, label, validUntil: isoDate(validUntil) });
    }
  }
  for (const product of block.products) {
    for (const page of showProduct(drawsOf, block.index, product)) {
      const { reference, category, sellerId, name, price, vat, quantity, listedOn, imageFileId } = page;
      const { description } = product;
      const shown =
        description !== null && product.defect === "double-entity" ? entities(description) : description;
      const body = { reference, category, sellerId, name, price, vat, quantity, listedOn, imageFileId };
      yield record(
        "catalogue-pages",
        "products",
        { ...body, page: `${category}/${page.slug}`, description: shown },
        { version: page.lastModified.getTime() },
      );
    }
  }
}

/** Reviews of pages; prices, erasures and reviews of the stream, in its order. */
function* reviewsAndEvents(
  drawsOf: DrawsOf,
  layout: Layout,
  keys: Keys,
  state: BlockState,
): Iterable<RawRecord> {
  const { block } = state;
  const byId = new Map(block.reviews.map((review) => [review.reviewId, review]));
  const reviewOf = (shown: ListedReview, origin: ReviewOrigin): RawRecord | null => {
    const review = byId.get(shown.reviewId);
    if (!review || state.isForgotten(review.person)) return null;
    // The corrected review alone has the defect; of what came before, no text has a contact.
    const { shown: damaged, kept } = showText(drawsOf, block.index, review);
    const isRedacted = review.defect === "text-contact" && damaged === shown.text;
    return reviewRecord(keys, { ...shown, text: isRedacted ? kept : shown.text }, origin, isRedacted);
  };
  for (const review of block.reviews) {
    if (review.carrier !== "page") continue;
    const shown = showReview(drawsOf, block.index, review);
    const made = reviewOf(shown, { source: "review-pages", revision: 0, receivedAt: null });
    if (made) yield made;
  }
  for (const event of backlogOf(drawsOf, layout, block)) {
    if (event.type === "erasure") yield erasure(keys, event.person, "events", "erasure");
    else if (event.type === "price") {
      const { productId, at, priceCents } = event;
      yield record("events", "prices", { productId, at, amount: String(priceCents), unit: "centimes" });
    } else {
      const { revision, receivedAt } = event;
      const made = reviewOf(event.review, { source: "events", revision, receivedAt });
      if (made) yield made;
    }
  }
}

interface ReviewOrigin {
  readonly source: SourceId;
  readonly revision: number;
  readonly receivedAt: string | null;
}

function reviewRecord(
  keys: Keys,
  { reviewId, productId, author, rating, text, writtenAt, device, network }: ListedReview,
  { source, revision, receivedAt }: ReviewOrigin,
  isRedacted: boolean,
): RawRecord {
  const accountKey = keys.account(author.account);
  const body = {
    reviewId,
    productId,
    accountKey,
    rating,
    text: text === "" ? null : text,
    writtenAt,
    receivedAt,
    deviceKey: keys.device(device),
    networkKey: keys.network(network),
  };
  return record(source, "reviews", body, {
    version: revision,
    subjects: [accountKey],
    repairs: isRedacted ? ["text-contact"] : [],
  });
}

function* orders(drawsOf: DrawsOf, keys: Keys, state: BlockState): Iterable<RawRecord> {
  for (const order of state.orders) {
    const { orderId, orderedAt, updatedAt, status, totalCents, lines } = showOrder(
      drawsOf,
      state.block.index,
      order,
    );
    const customerKey = state.isForgotten(order.person) ? null : keys.email(order.email);
    const body = {
      orderId,
      customerKey,
      orderedAt,
      status,
      totalCents,
      lines: lines.map((line) => ({ ...line })),
    };
    yield record("partner-orders", "orders", body, {
      version: Date.parse(updatedAt),
      subjects: customerKey === null ? [] : [customerKey],
    });
  }
}

function* customers(drawsOf: DrawsOf, keys: Keys, state: BlockState): Iterable<RawRecord> {
  for (const one of state.block.customers) {
    if (state.isForgotten(one.person)) continue;
    const values = showCustomer(drawsOf, state.block.index, one).split(";");
    const shown = (column: (typeof CUSTOMER_COLUMNS)[number]) =>
      values[CUSTOMER_COLUMNS.indexOf(column)] ?? "";
    const accountKey = one.account === null ? null : keys.account(one.account);
    const emailKey = keys.email(one.email);
    const phoneKey = one.phone === null ? null : keys.phone(one.phone);
    const body = {
      recordId: one.recordId,
      accountKey,
      emailKey,
      phoneKey,
      department: shown("code_postal").slice(0, 2),
      loyaltyBalance: shown("solde"),
      newsletter: shown("lettre_info"),
      pickupPoint: shown("point_retrait"),
      createdOn: shown("cree_le"),
      updatedAt: shown("modifie_le"),
    };
    yield record("drop-customers", "customers", body, {
      version: one.updatedAt,
      subjects: [accountKey, emailKey, phoneKey].filter((key) => key !== null),
      repairs: COLLECTOR_RULES.filter((rule) => rule === one.defect),
    });
  }
}

function* prices(drawsOf: DrawsOf, { block }: BlockState): Iterable<RawRecord> {
  for (const { line, defect, shownAt } of makePriceLines(drawsOf, block.index, block.products)) {
    if (defect === "json-truncated") continue;
    const { produit, montant, unite } = PriceLineJson.parse(JSON.parse(line));
    const body = { productId: produit, at: shownAt, amount: String(montant), unit: unite };
    yield record("drop-prices", "prices", body);
  }
}

/** One of a forgotten person's review is left out: without the review, nobody could tell it from an orphan. */
function* labels(drawsOf: DrawsOf, { block, isForgotten }: BlockState): Iterable<RawRecord> {
  for (const { review, reviewId, fraudulent, moderatedOn } of makeLabels(drawsOf, block)) {
    if (review !== null && isForgotten(review.person)) continue;
    const verdict = fraudulent ? "frauduleux" : "honnete";
    yield record("drop-labels", "labels", { reviewId, verdict, moderatedOn: isoDate(moderatedOn) });
  }
}

function fileRecord(
  source: SourceId,
  file: PictureFile | DocumentFile,
  declaredMediaType: string,
  text: string | null,
): RawRecord {
  const row = fileRow(file);
  const bytes = file.bytes();
  const body = {
    fileId: file.fileId,
    path: file.path,
    declaredMediaType,
    mediaType: row.media_type,
    bytes: row.bytes,
    sha256: row.sha256,
    width: row.width,
    height: row.height,
    takenAt: row.taken_at && row.taken_at.slice(0, 19).replaceAll("-", ":").replace("T", " "),
    text,
    content: bytes.length <= MAX_CONTENT_BYTES ? Buffer.from(bytes).toString("base64") : null,
  };
  return record(source, "files", body, {
    version: file.lastModified,
    repairs: row.media_type === declaredMediaType ? [] : ["media-type-lie"],
  });
}

function pictureRecord(file: PictureFile): RawRecord {
  return fileRecord("media", file, file.path.endsWith(".png") ? "image/png" : "image/jpeg", null);
}

const documentRecord = (file: DocumentFile): RawRecord =>
  fileRecord("documents", file, "application/pdf", file.lines.join("\n"));
