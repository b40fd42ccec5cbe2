// Raw records of every kind, as damaged as the world makes them: taken from its listing directly, because a listing
// holds what pages and files show, and a raw body holds the same.
import { createHash } from "node:crypto";
import { rawId } from "@atelier/contracts/ids.ts";
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import { pseudonym } from "@atelier/contracts/pseudonym.ts";
import type { RawBody, RawRecord } from "@atelier/contracts/raw.ts";
import { PriceLineJson } from "@atelier/contracts/source.ts";
import type { ListedFile, ListedReview, World } from "@atelier/world/listing.ts";

const KEY = "bench";
const MAX_CONTENT_BYTES = 256 * 1024;
const MEDIA_TYPES = [
  { type: "image/png", start: Buffer.from("89504e47", "hex") },
  { type: "image/jpeg", start: Buffer.from("ffd8ff", "hex") },
  { type: "application/pdf", start: Buffer.from("%PDF") },
];

/** The record that the scraper would publish, but for the hash of the bytes that it came from. */
export function* rawRecords(world: World): Generator<RawRecord> {
  const observedAt = world.epoch.toISOString();
  const record = <K extends Kind>(
    source: SourceId,
    kind: K,
    body: RawBody<K>,
    version = 0,
    subjects: readonly string[] = [],
  ): RawRecord => {
    const id = (rawId[kind] as (body: RawBody<K>) => string)(body);
    const hash = createHash("sha256").update(`${kind} ${id} ${version}`).digest("hex");
    return { source, kind, id, hash, observedAt, version, subjects: [...subjects], repairs: [], body };
  };

  for (const seller of world.sellers()) {
    const { sellerId, name, commune, department, postcode, joinedOn } = seller;
    const body = { sellerId, name, commune, department, postcode, joinedOn };
    yield record("seller-pages", "sellers", body, seller.lastModified.getTime());
  }
  for (const { sellerId, label, validUntil } of world.certifications()) {
    yield record("registry", "certifications", { sellerId, label, validUntil });
  }
  for (const { slug, descriptionHtml, lastModified, brokenMarkup: _, ...page } of world.productPages()) {
    const body = { ...page, page: `${page.category}/${slug}`, description: descriptionHtml };
    yield record("catalogue-pages", "products", body, lastModified.getTime());
  }
  for (const review of world.reviews()) {
    const body = rawReview(review, null);
    yield record("review-pages", "reviews", body, 0, [body.accountKey]);
  }
  for (const { orderId, customer, orderedAt, updatedAt, status, totalCents, lines } of world.orders()) {
    const customerKey = pseudonym(KEY, "email", customer.email);
    const body = { orderId, customerKey, orderedAt, status, totalCents, lines: [...lines] };
    yield record("partner-orders", "orders", body, Date.parse(updatedAt), [customerKey]);
  }
  for (const body of customers(world)) {
    yield record("drop-customers", "customers", body, Date.parse(body.updatedAt) || 0, [body.emailKey]);
  }
  for (const body of prices(world)) yield record("drop-prices", "prices", body);
  for (const [reviewId = "", verdict = "", moderatedOn = ""] of csvRows(world.labelsCsv(), "utf-8")) {
    yield record("drop-labels", "labels", { reviewId, verdict, moderatedOn });
  }
  for (const file of world.files()) {
    const body = rawFile(file);
    const source = file.path.startsWith("documents/") ? "documents" : "media";
    yield record(source, "files", body, file.lastModified.getTime());
  }
  for (const event of world.events()) {
    switch (event.type) {
      case "review": {
        const body = rawReview(event.review, event.receivedAt);
        yield record("events", "reviews", body, event.revision, [body.accountKey]);
        break;
      }
      case "price": {
        const { productId, at, priceCents } = event;
        yield record("events", "prices", { productId, at, amount: String(priceCents), unit: "centimes" });
        break;
      }
      case "erasure": {
        const subjects = [pseudonym(KEY, "account", event.person.account)];
        yield record(
          "events",
          "erasures",
          { subjects, reason: "erasure", at: event.receivedAt },
          0,
          subjects,
        );
      }
    }
  }
}

function rawReview(review: ListedReview, receivedAt: string | null): RawBody<"reviews"> {
  return {
    reviewId: review.reviewId,
    productId: review.productId,
    accountKey: pseudonym(KEY, "account", review.author.account),
    rating: review.rating,
    text: review.text || null,
    writtenAt: review.writtenAt,
    receivedAt,
    deviceKey: pseudonym(KEY, "device", review.device),
    networkKey: pseudonym(KEY, "network", review.network),
  };
}

function rawFile({ fileId, path, bytes: makeBytes }: ListedFile): RawBody<"files"> {
  const bytes = Buffer.from(makeBytes());
  const mediaType =
    MEDIA_TYPES.find(({ start }) => bytes.subarray(0, start.length).equals(start))?.type ?? "";
  return {
    fileId,
    path,
    declaredMediaType: mediaType,
    mediaType,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    width: null,
    height: null,
    takenAt: null,
    text: null,
    content: bytes.length > MAX_CONTENT_BYTES ? null : bytes.toString("base64"),
  };
}

function* customers(world: World): Generator<RawBody<"customers">> {
  for (const row of csvRows(world.customersCsv(), "windows-1252")) {
    const [
      recordId,
      account,
      ,
      ,
      ,
      ,
      email,
      phone,
      ,
      postcode,
      balance,
      newsletter,
      pickup,
      created,
      updated,
    ] = row;
    yield {
      recordId: recordId ?? "",
      accountKey: account ? pseudonym(KEY, "account", account) : null,
      emailKey: pseudonym(KEY, "email", email ?? ""),
      phoneKey: phone ? pseudonym(KEY, "phone", phone) : null,
      department: (postcode ?? "").slice(0, 2),
      loyaltyBalance: balance ?? "",
      newsletter: newsletter ?? "",
      pickupPoint: pickup ?? "",
      createdOn: created ?? "",
      updatedAt: updated ?? "",
    };
  }
}

function* prices(world: World): Generator<RawBody<"prices">> {
  for (const line of textLines(world.pricesJsonl(), "utf-8")) {
    try {
      const { produit, le, montant, unite } = PriceLineJson.parse(JSON.parse(line));
      yield { productId: produit, at: String(le), amount: String(montant), unit: unite };
    } catch {
      // A line cut short never becomes a raw record.
    }
  }
}

function* csvRows(chunks: Iterable<Uint8Array>, encoding: string): Generator<string[]> {
  let header = true;
  for (const line of textLines(chunks, encoding)) {
    if (!header) yield line.split(";");
    header = false;
  }
}

function* textLines(chunks: Iterable<Uint8Array>, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  let rest = "";
  for (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = parts.pop() ?? "";
    yield* parts.filter((part) => part !== "");
  }
  if (rest !== "") yield rest;
}
