// Crawlee's CheerioCrawler, tuned: memory storage, no session pool, no autoscaling ramp, no retries, no robots.
// Usage: node crawl.mjs <site url> <output file> <concurrency>
import { createWriteStream } from "node:fs";
import { CheerioCrawler, Configuration, log } from "@crawlee/cheerio";

const [site, output, concurrency] = process.argv.slice(2);
log.setLevel(log.LEVELS.OFF);
const out = createWriteStream(output);
const sitemap = await (await fetch(`${site}/sitemap.xml`)).text();
const pages = [...sitemap.matchAll(/<loc>([^<]*\/categories\/[^/<]+\/[^<]+)<\/loc>/g)].map(([, url]) => url);

const crawler = new CheerioCrawler(
  {
    minConcurrency: Number(concurrency),
    maxConcurrency: Number(concurrency),
    autoscaledPoolOptions: {
      desiredConcurrency: Number(concurrency),
      maybeRunIntervalSecs: 0.01,
      loggingIntervalSecs: null,
    },
    maxRequestRetries: 0,
    useSessionPool: false,
    persistCookiesPerSession: false,
    respectRobotsTxtFile: false,
    statisticsOptions: { saveErrorSnapshots: false, persistenceOptions: { enable: false } },
    preNavigationHooks: [
      (_, options) => {
        options.useHeaderGenerator = false;
        options.http2 = false;
      },
    ],
    async requestHandler({ $ }) {
      const product = $("article.produit");
      const text = (selector) => {
        const found = product.find(selector);
        return found.length === 0 ? null : found.first().text();
      };
      const page = product.attr("data-page");
      const row = {
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
      out.write(`${JSON.stringify(row)}\n`);
    },
  },
  new Configuration({
    persistStorage: false,
    purgeOnStart: false,
    availableMemoryRatio: 0.8,
    maxUsedCpuRatio: 1,
  }),
);
await crawler.run(pages);
await new Promise((resolve) => out.end(resolve));
process.exit(0);
