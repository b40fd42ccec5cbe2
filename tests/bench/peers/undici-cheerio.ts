// The bare peer of the scraper: undici's pool and cheerio, nothing else. No robots, rates, retries, conditional
// requests, privacy or checkpoint.
// Usage: node undici-cheerio.ts <site url> <output file> <concurrency>
import { createWriteStream } from "node:fs";
import { load } from "cheerio";
import { Pool } from "undici";

const [site = "", output = "", concurrency = ""] = process.argv.slice(2);
const pool = new Pool(site, { connections: Number(concurrency), pipelining: 1 });
const out = createWriteStream(output);

async function get(path: string): Promise<string> {
  const { body } = await pool.request({ path, method: "GET" });
  return body.text();
}

function extract(markup: string) {
  const $ = load(markup);
  const product = $("article.produit");
  const text = (selector: string) => {
    const found = product.find(selector);
    return found.length === 0 ? null : found.first().text();
  };
  const page = product.attr("data-page") ?? "";
  return {
    page,
    reference: text("[itemprop=sku]"),
    category: page.slice(0, page.indexOf("/")),
    sellerId: product.find("a.vendeur").attr("data-vendeur"),
    name: product.find("h1").text(),
    description: text("[itemprop=description]"),
    price: text("[itemprop=price]"),
    vat: text(".tva"),
    quantity: text(".quantite"),
    listedOn: text(".mise-en-ligne"),
    imageFileId: product.find("img[itemprop=image]").attr("data-fichier") ?? null,
    reviews: $("#avis article.avis")
      .map((_, element) => {
        const review = $(element);
        return {
          id: review.attr("data-avis"),
          product: review.attr("data-produit"),
          account: review.attr("data-compte"),
          device: review.attr("data-appareil"),
          network: review.attr("data-reseau"),
          rating: review.find(".note").text(),
          writtenAt: review.find(".date").text(),
          text: review.find(".texte").text(),
        };
      })
      .get(),
  };
}

const sitemap = await get("/sitemap.xml");
const paths = [...sitemap.matchAll(/<loc>[^<]*?(\/categories\/[^/<]+\/[^<]+)<\/loc>/g)].map(
  (match) => match[1] ?? "",
);
let next = 0;
await Promise.all(
  Array.from({ length: Number(concurrency) }, async () => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      out.write(`${JSON.stringify(extract(await get(path)))}\n`);
    }
  }),
);
await new Promise((resolve) => out.end(resolve));
await pool.close();
