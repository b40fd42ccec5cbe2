// What a world shows, page by page and line by line, each with the extractor that reads it: seeds for mutations.
import { createHash } from "node:crypto";
import type { Kind } from "@atelier/contracts/kinds.ts";
import { ALL_RULES } from "@atelier/contracts/rules.ts";
import { extractRegistryPage } from "@atelier/scraper/extract/certifications.ts";
import { DROP } from "@atelier/scraper/extract/drop-files.ts";
import { extractObjections } from "@atelier/scraper/extract/erasures.ts";
import { extractEvent } from "@atelier/scraper/extract/events.ts";
import { join, type ExtractContext, type Extracted } from "@atelier/scraper/extract/extracted.ts";
import { extractFile } from "@atelier/scraper/extract/files.ts";
import { extractOrdersPage } from "@atelier/scraper/extract/orders.ts";
import { extractProductPage } from "@atelier/scraper/extract/products.ts";
import { extractReviewsPage } from "@atelier/scraper/extract/reviews.ts";
import { extractSellerPage } from "@atelier/scraper/extract/sellers.ts";
import { objectionJson } from "@atelier/source/displayed-json.ts";
import { productPage } from "@atelier/source/pages/product.ts";
import { registryPage, registryPages } from "@atelier/source/pages/registry.ts";
import { createShelves } from "@atelier/source/shelves.ts";
import { createWorld, secretFromSeed } from "@atelier/world/world.ts";
import { renderSeller } from "../rules/rendered-seller.ts";

export const SAMPLE_KINDS = [
  "product",
  "seller",
  "registry",
  "orders",
  "reviews",
  "objections",
  "events",
  "drop",
  "file",
] as const;
type SampleKind = (typeof SAMPLE_KINDS)[number];

export interface Sample {
  readonly kind: SampleKind;
  readonly bytes: Buffer;
  readonly extract: (bytes: Buffer) => Extracted | Promise<Extracted>;
}

const OF_EACH = 12;

export async function samplesOf(seed: string, scale: number): Promise<Sample[]> {
  const world = createWorld({ secret: secretFromSeed(seed), scale });
  const shelves = createShelves(world);
  const samples: Sample[] = [];
  const add = (kind: SampleKind, shown: string | Uint8Array, extract: (text: string) => Extracted) =>
    samples.push({ kind, bytes: Buffer.from(shown), extract: (bytes) => extract(bytes.toString("utf8")) });

  for (const category of shelves.categories.values()) {
    for (const { page } of category.products.slice(0, 2)) {
      const reviews = shelves.reviews(page.reference, 0, 25);
      const html = productPage({
        page,
        categoryName: category.name,
        sellerName: shelves.sellers.get(page.sellerId)?.name ?? page.sellerId,
        imagePath: shelves.filePaths.get(page.imageFileId ?? "") ?? null,
        reviews: reviews.slice(0, 5),
        reviewCount: reviews.length,
      });
      const name = `${page.category}/${page.slug}`;
      add("product", html, (text) => {
        const { product, reviews: first } = extractProductPage(text, name, contextOf(text));
        return join([product, first]);
      });
      add("reviews", JSON.stringify({ avis: reviews, suivante: 2 }), (text) =>
        extractReviewsPage(text, contextOf(text)),
      );
    }
  }
  for (const seller of [...shelves.sellers.values()].slice(0, OF_EACH)) {
    add("seller", await renderSeller(seller), (text) => extractSellerPage(text, contextOf(text)));
  }
  const pages = registryPages(shelves.certifications);
  for (const [index, rows] of pages.entries()) {
    add("registry", registryPage(rows, index + 1, pages.length), (text) =>
      extractRegistryPage(text, contextOf(text)),
    );
  }
  for (let start = 0; start < OF_EACH * 20; start += 20) {
    const orders = Array.from({ length: 20 }, (_, at) => shelves.orders.get(start + at).toString());
    add("orders", `{"commandes":[${orders.join(",")}],"suivant":"x"}`, (text) =>
      extractOrdersPage(text, contextOf(text)),
    );
  }
  add("objections", JSON.stringify({ oppositions: [...world.objections()].map(objectionJson) }), (text) =>
    extractObjections(text, contextOf(text)),
  );
  for (let index = 0; index < Math.min(shelves.events.length, 60); index += 1) {
    const [, type = "", data = ""] =
      /^event: (.*)\ndata: (.*)$/m.exec(shelves.events.get(index).toString()) ?? [];
    add("events", data, (text) => extractEvent({ type, data: text }, contextOf(text)));
  }
  addDrop(samples, [world.customersCsv(), world.pricesJsonl(), world.labelsCsv()]);
  for (const file of [...shelves.files.values()].slice(-OF_EACH)) {
    samples.push({
      kind: "file",
      bytes: Buffer.from(file.bytes()),
      extract: (bytes) =>
        extractFile(
          { fileId: file.fileId, path: file.path, declaredMediaType: "image/png", bytes },
          file.path.startsWith("documents/") ? "documents" : "media",
          contextOf(bytes),
        ),
    });
  }
  return samples;
}

/** Lines, each read after its file's own header. */
function addDrop(samples: Sample[], contents: readonly Iterable<Uint8Array>[]): void {
  for (const [index, file] of DROP.entries()) {
    const [header = "", ...lines] = Buffer.concat([...(contents[index] ?? [])])
      .toString("latin1")
      .split(/\r?\n/);
    for (const line of lines.slice(0, OF_EACH)) {
      samples.push({
        kind: "drop",
        bytes: Buffer.from(line, "latin1"),
        extract(bytes) {
          const read = file.openReader(ALL_RULES);
          return join([
            read(Buffer.from(header, "latin1"), contextOf(header)),
            read(bytes, contextOf(bytes)),
          ]);
        },
      });
    }
  }
}

function contextOf(bytes: string | Uint8Array): ExtractContext {
  return {
    rules: ALL_RULES,
    pseudonymKey: "fuzz",
    isForgotten: () => false,
    pointer: "/fuzz",
    hash: createHash("sha256").update(bytes).digest("hex"),
    observedAt: "2026-09-07T06:00:00.000Z",
    lastModifiedMs: 0,
  };
}

/** Kinds that the normaliser reads. */
export const RAW_KINDS: readonly Kind[] = [
  "sellers",
  "products",
  "reviews",
  "orders",
  "customers",
  "prices",
  "labels",
  "files",
];
