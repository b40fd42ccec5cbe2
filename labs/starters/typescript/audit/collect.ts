// `collect`: objections first, then one page of one category, and the moderators' labels.
import { mkdir, writeFile } from "node:fs/promises";
import { load } from "cheerio";
import { RAW_FOLDER, required } from "./environment.ts";
import { readProduct, readReviews } from "./pages.ts";
import { pseudonym } from "./pseudonyms.ts";
import { createClient } from "./web.ts";

/** Where to go on: further pages, categories and sources; erasures of the stream. */
const CATEGORIES = 1;

interface RawRecord {
  readonly source: string;
  readonly kind: string;
  readonly id: string;
  readonly body: unknown;
}

const key = required("PSEUDONYM_KEY");
const partner = await createClient(required("SOURCE_PARTNER_URL"), {
  authorization: `Bearer ${required("SOURCE_PARTNER_KEY")}`,
});
const site = await createClient(required("SOURCE_SITE_URL"));

const objections = JSON.parse(await partner.get("/v1/oppositions")) as { oppositions: { compte: string }[] };
const forgotten = new Set(objections.oppositions.map(({ compte }) => pseudonym(key, "account", compte)));

const products: RawRecord[] = [];
const reviews: RawRecord[] = [];
for (const category of linksOf(await site.get("/"), "a.categorie").slice(0, CATEGORIES)) {
  for (const page of linksOf(await site.get(category), "a.produit")) {
    const html = await site.get(page);
    const product = readProduct(html);
    const id = `${product.reference}~${product.category}`;
    products.push({ source: "catalogue-pages", kind: "products", id, body: product });
    for (const review of readReviews(html, key, forgotten)) {
      reviews.push({ source: "review-pages", kind: "reviews", id: review.reviewId, body: review });
    }
  }
}

const known = new Set(reviews.map(({ id }) => id));
const csv = await partner.get("/v1/fichiers/moderation.csv");
const labels = csv
  .split("\n")
  .slice(1)
  .map((line) => line.split(";"))
  .filter(([review = ""]) => known.has(review))
  .map(([reviewId = "", verdict]): RawRecord => {
    return { source: "drop-labels", kind: "labels", id: reviewId, body: { reviewId, verdict } };
  });

await mkdir(RAW_FOLDER, { recursive: true });
for (const [kind, records] of Object.entries({ products, reviews, labels })) {
  await writeFile(`${RAW_FOLDER}/${kind}.jsonl`, records.map((one) => `${JSON.stringify(one)}\n`).join(""));
  console.log(`${kind}: ${records.length}`);
}

function linksOf(html: string, selector: string): string[] {
  const $ = load(html);
  return $(selector)
    .toArray()
    .map((element) => $(element).attr("href") ?? "");
}
