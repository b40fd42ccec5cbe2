// Seller pages: empty until their script has run. The browser is started only when there is one to read.
import pMap from "p-map";
import type { SitemapEntry } from "../extract/sitemap.ts";
import type { Mark } from "../adapters/checkpoint.ts";
import type { Renderer } from "../adapters/browser.ts";
import type { WholeAnswer } from "../adapters/http.ts";
import type { Origin } from "../adapters/origin.ts";
import { extractSellerPage, FAILED_SELLER, RENDERED_SELLER } from "../extract/sellers.ts";
import { attempt, contextOf, seenAgain, seenPage, sha256, type Collector } from "./collector.ts";

const PAGES_AT_A_TIME = 2;

/** True when all were collected. */
export async function collectSellers(
  site: Origin,
  collector: Collector,
  entries: readonly SitemapEntry[],
  openRenderer: () => Promise<Renderer>,
): Promise<boolean> {
  const browser: { opening?: Promise<Renderer> } = {};
  const render = async (path: string, document: WholeAnswer) => {
    browser.opening ??= openRenderer();
    return (await browser.opening).render(path, document, RENDERED_SELLER, FAILED_SELLER);
  };
  try {
    const done = await pMap(
      entries,
      (entry) => attempt(collector, "seller-pages", () => collectSeller(site, collector, entry, render)),
      { concurrency: PAGES_AT_A_TIME },
    );
    return done.every(Boolean);
  } finally {
    await browser.opening?.then((renderer) => renderer.close()).catch(() => undefined);
  }
}

async function collectSeller(
  site: Origin,
  collector: Collector,
  { path, lastmod }: SitemapEntry,
  render: (path: string, document: WholeAnswer) => ReturnType<Renderer["render"]>,
): Promise<void> {
  const { checkpoint, publisher, tally } = collector;
  const resource = `site${path}`;
  const seen = checkpoint.page(resource);
  const answer = await site.get(path, { validators: seen });
  tally.advance("seller-pages", 1);
  if (answer.status === 304) {
    tally.counts["seller-pages"].notModified += 1;
    const mark: Mark = { type: "page", resource, seen: seenAgain(seen, lastmod) };
    await publisher.publish({ source: "seller-pages", records: [], deadLetters: [], marks: [mark] });
    return;
  }
  const rendered = await render(path, answer);
  const contentHash = sha256(Buffer.concat([answer.body, ...rendered.fetched]));
  const context = contextOf(collector, path, contentHash, answer.headers);
  await publisher.publish({
    source: "seller-pages",
    ...extractSellerPage(rendered.html, context),
    marks: [{ type: "page", resource, seen: seenPage(answer, lastmod) }],
  });
}
