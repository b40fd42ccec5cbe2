// A whole world through the source's pages and the scraper's extractors, without a server or a browser: the records
// that would reach Kafka, in an order in which they could arrive.
import { createHash } from "node:crypto";
import type { DeadLetter } from "@atelier/contracts/clean.ts";
import type { RawRecord } from "@atelier/contracts/raw.ts";
import type { RuleSet } from "@atelier/contracts/rules.ts";
import { DROP_FILES } from "@atelier/contracts/source.ts";
import { extractRegistryPage } from "@atelier/scraper/extract/certifications.ts";
import { DROP } from "@atelier/scraper/extract/drop-files.ts";
import { extractObjections } from "@atelier/scraper/extract/erasures.ts";
import { extractEvent } from "@atelier/scraper/extract/events.ts";
import type { ExtractContext, Extracted } from "@atelier/scraper/extract/extracted.ts";
import { extractFile } from "@atelier/scraper/extract/files.ts";
import { extractOrdersPage } from "@atelier/scraper/extract/orders.ts";
import { extractProductPage } from "@atelier/scraper/extract/products.ts";
import { extractReviewsPage } from "@atelier/scraper/extract/reviews.ts";
import { extractSellerPage } from "@atelier/scraper/extract/sellers.ts";
import { readLines } from "@atelier/scraper/lines.ts";
import { objectionJson } from "@atelier/source/displayed-json.ts";
import { productPage, REVIEWS_IN_PAGE } from "@atelier/source/pages/product.ts";
import { registryPage, registryPages } from "@atelier/source/pages/registry.ts";
import { createShelves, type Shelves } from "@atelier/source/shelves.ts";
import type { ListedFile, World } from "@atelier/world/listing.ts";
import { renderSeller } from "./rendered-seller.ts";

export type Collected =
  | { readonly raw: RawRecord }
  | { readonly dead: DeadLetter }
  | { readonly forgottenReview: string };

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
};
const ORDERS_A_PAGE = 100;

/** @param pseudonymKey that of the truth which the stores will be held against. */
export async function collect(world: World, rules: RuleSet, pseudonymKey: string): Promise<Collected[]> {
  const shelves = createShelves(world);
  const collected: Collected[] = [];
  const forgotten = new Set<string>();
  const keep = ({ records, deadLetters, forgottenReviews = [] }: Extracted) => {
    for (const raw of records) {
      if (raw.kind === "erasures") for (const subject of raw.subjects) forgotten.add(subject);
      collected.push({ raw });
    }
    for (const dead of deadLetters) collected.push({ dead });
    for (const forgottenReview of forgottenReviews) collected.push({ forgottenReview });
  };
  const context = (pointer: string, bytes: string | Uint8Array, lastModified?: Date): ExtractContext => ({
    rules,
    pseudonymKey,
    isForgotten: (one) => forgotten.has(one),
    pointer,
    hash: createHash("sha256").update(bytes).digest("hex"),
    observedAt: world.epoch.toISOString(),
    lastModifiedMs: lastModified?.getTime() ?? 0,
  });

  const objections = JSON.stringify({ oppositions: [...world.objections()].map(objectionJson) });
  keep(extractObjections(objections, context("/v1/oppositions", objections)));
  keepProducts(shelves, context, keep);
  for (const seller of shelves.sellers.values()) {
    const page = await renderSeller(seller);
    keep(extractSellerPage(page, context(`/vendeurs/${seller.sellerId}`, page, seller.lastModified)));
  }
  keepRegistry(shelves, context, keep);
  keepOrders(shelves, context, keep);
  for (const file of shelves.files.values()) await keepFile(file, context, keep);
  await keepDrop(world, rules, context, keep);
  for (let index = 0; index < shelves.events.length; index += 1) {
    const frame = shelves.events.get(index).toString();
    const [, type = "", data = ""] = /^event: (.*)\ndata: (.*)$/m.exec(frame) ?? [];
    keep(extractEvent({ type, data }, context(`/v1/flux#${index + 1}`, data)));
  }
  return collected;
}

type MakeContext = (pointer: string, bytes: string | Uint8Array, lastModified?: Date) => ExtractContext;
type Keep = (extracted: Extracted) => void;

function keepProducts(shelves: Shelves, context: MakeContext, keep: Keep): void {
  const read = new Set<string>();
  for (const category of shelves.categories.values()) {
    for (const { page, modified } of category.products) {
      const total = shelves.reviewCount(page.reference) ?? 0;
      const html = productPage({
        page,
        categoryName: category.name,
        sellerName: shelves.sellers.get(page.sellerId)?.name ?? page.sellerId,
        imagePath: shelves.filePaths.get(page.imageFileId ?? "") ?? null,
        reviews: shelves.reviews(page.reference, 0, REVIEWS_IN_PAGE),
        reviewCount: total,
      });
      const name = `${page.category}/${page.slug}`;
      const extracted = extractProductPage(html, name, context(`/categories/${name}`, html, modified));
      keep(extracted.product);
      keep(extracted.reviews);
      if (total <= REVIEWS_IN_PAGE || read.has(page.reference)) continue;
      read.add(page.reference);
      const rest = JSON.stringify({
        avis: shelves.reviews(page.reference, REVIEWS_IN_PAGE, total),
        suivante: null,
      });
      keep(extractReviewsPage(rest, context(`/xhr/produits/${page.reference}/avis?page=1`, rest)));
    }
  }
}

function keepRegistry(shelves: Shelves, context: MakeContext, keep: Keep): void {
  const pages = registryPages(shelves.certifications);
  for (const [index, rows] of pages.entries()) {
    const html = registryPage(rows, index + 1, pages.length);
    keep(extractRegistryPage(html, context(`/producteurs?page=${index + 1}`, html)));
  }
}

function keepOrders(shelves: Shelves, context: MakeContext, keep: Keep): void {
  for (let start = 0; start < shelves.orders.length; start += ORDERS_A_PAGE) {
    const end = Math.min(start + ORDERS_A_PAGE, shelves.orders.length);
    const orders = Array.from({ length: end - start }, (_, at) => shelves.orders.get(start + at).toString());
    const body = `{"commandes":[${orders.join(",")}],"suivant":null}`;
    keep(extractOrdersPage(body, context("/v1/commandes", body)));
  }
}

async function keepFile(file: ListedFile, context: MakeContext, keep: Keep): Promise<void> {
  const bytes = file.bytes();
  const declaredMediaType = MEDIA_TYPES[file.path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  const source = file.path.startsWith("documents/") ? "documents" : "media";
  keep(
    await extractFile(
      { fileId: file.fileId, path: file.path, declaredMediaType, bytes },
      source,
      context(`/${file.path}`, bytes, file.lastModified),
    ),
  );
}

async function keepDrop(world: World, rules: RuleSet, context: MakeContext, keep: Keep): Promise<void> {
  const contents: Readonly<Record<string, Iterable<Uint8Array>>> = {
    [DROP_FILES.customers]: world.customersCsv(),
    [DROP_FILES.prices]: world.pricesJsonl(),
    [DROP_FILES.labels]: world.labelsCsv(),
  };
  for (const { name, openReader } of DROP) {
    const read = openReader(rules);
    for await (const lines of readLines(asStream(contents[name] ?? []))) {
      for (const { number, bytes } of lines) {
        if (bytes !== null) keep(read(bytes, context(`${name}#${number}`, bytes)));
      }
    }
  }
}

async function* asStream(chunks: Iterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* chunks;
}
