// A round on the site: its map first, then whatever changed since it was last read.
import pMap from "p-map";
import { SITE_PATHS } from "@atelier/contracts/source.ts";
import type { Renderer } from "../adapters/browser.ts";
import type { Mark } from "../adapters/checkpoint.ts";
import type { Origin } from "../adapters/origin.ts";
import { deadLetter, ShapeChanged } from "../extract/extracted.ts";
import { extractCategoryLinks, extractDocumentLinks, type DocumentLink } from "../extract/links.ts";
import { extractSitemap, pathOf, SITEMAP_MAX_BYTES, type SitemapEntry } from "../extract/sitemap.ts";
import { attempt, contextOf, seenAgain, seenPage, sha256, type Collector } from "./collector.ts";
import { collectFile } from "./files.ts";
import { collectProductPage, collectTodo, productOf, type ProductRound } from "./product-pages.ts";
import { collectSellers } from "./sellers.ts";

const SITEMAP = `site${SITE_PATHS.sitemap}`;

export async function collectSite(
  site: Origin,
  collector: Collector,
  openRenderer: () => Promise<Renderer>,
): Promise<void> {
  const { checkpoint, publisher, concurrency } = collector;
  const round: ProductRound = { site, collector, claimed: new Set() };
  const leftOver = await pMap(checkpoint.todos(), (todo) => collectTodo(round, todo), { concurrency });

  await attempt(collector, "catalogue-pages", async () => {
    const answer = await site.get(SITE_PATHS.sitemap, {
      validators: checkpoint.page(SITEMAP),
      maxBytes: SITEMAP_MAX_BYTES,
    });
    if (answer.status === 304) return;
    const entries = await readSitemap(site, collector, answer);
    if (entries === null) return;
    const changed = sortEntries(collector, entries);
    const done = await Promise.all([
      collectProducts(round, changed, new Set(entries.map(({ path }) => path))),
      collectSellers(site, collector, changed.sellers, openRenderer),
      collectDocuments(site, collector, changed),
    ]);
    // Only a round that got everything may answer for the next one with a 304.
    if (!done.every(Boolean) || !leftOver.every(Boolean)) return;
    const mark: Mark = { type: "page", resource: SITEMAP, seen: seenPage(answer, null) };
    await publisher.publish({ source: "catalogue-pages", records: [], deadLetters: [], marks: [mark] });
  });
}

/** Null, and a dead letter, when it is no sitemap. */
async function readSitemap(
  site: Origin,
  collector: Collector,
  answer: Awaited<ReturnType<Origin["get"]>>,
): Promise<SitemapEntry[] | null> {
  try {
    return extractSitemap(answer.body.toString("utf8"), site.url);
  } catch (error) {
    if (!(error instanceof ShapeChanged)) throw error;
    await publishShapeChange(collector, SITE_PATHS.sitemap, answer, error);
    return null;
  }
}

async function publishShapeChange(
  collector: Collector,
  path: string,
  answer: Awaited<ReturnType<Origin["get"]>>,
  error: ShapeChanged,
): Promise<void> {
  const context = contextOf(collector, path, sha256(answer.body), answer.headers);
  await collector.publisher.publish({
    source: "catalogue-pages",
    records: [],
    deadLetters: [deadLetter(context, "catalogue-pages", "products", "unreadable", error.message)],
    marks: [],
  });
}

interface Changed {
  readonly lists: SitemapEntry[];
  readonly products: SitemapEntry[];
  readonly sellers: SitemapEntry[];
  readonly documents: SitemapEntry[];
}

/** What changed since its `lastmod` was noted, by kind of page; the rest is counted. */
function sortEntries({ checkpoint, tally }: Collector, entries: readonly SitemapEntry[]): Changed {
  const lists: SitemapEntry[] = [];
  const products: SitemapEntry[] = [];
  const sellers: SitemapEntry[] = [];
  const documents: SitemapEntry[] = [];
  for (const entry of entries) {
    const { path, lastmod } = entry;
    const isKnown = lastmod !== null && checkpoint.page(`site${path}`)?.lastmod === lastmod;
    const place = placeOf(path);
    if (place === null) continue;
    if (isKnown) {
      if (place.source !== null) tally.counts[place.source].notModified += 1;
      continue;
    }
    if (place.source !== null) tally.expect(place.source, 1);
    ({ list: lists, product: products, seller: sellers, document: documents })[place.type].push(entry);
  }
  return { lists, products, sellers, documents };
}

function placeOf(path: string) {
  if (productOf(path) !== null) return { type: "product", source: "catalogue-pages" } as const;
  if (path.startsWith("/categories/")) return { type: "list", source: null } as const;
  if (path.startsWith("/vendeurs/")) return { type: "seller", source: "seller-pages" } as const;
  if (path.startsWith("/documents/")) return { type: "document", source: "documents" } as const;
  return null;
}

async function collectProducts(
  round: ProductRound,
  { lists, products }: Changed,
  listed: ReadonlySet<string>,
): Promise<boolean> {
  const { collector, site } = round;
  const { concurrency } = collector;
  const unlisted: SitemapEntry[] = [];
  const read = await pMap(
    lists,
    (entry) =>
      attempt(collector, "catalogue-pages", async () => {
        for (const path of await readCategory(site, collector, entry)) {
          if (!listed.has(path)) unlisted.push({ path, lastmod: null });
        }
      }),
    { concurrency },
  );
  const done = await pMap(
    [...products, ...unlisted],
    ({ path, lastmod }) => collectProductPage(round, path, lastmod),
    { concurrency },
  );
  return read.every(Boolean) && done.every(Boolean);
}

/** Product pages that a category's list leads to. */
async function readCategory(
  site: Origin,
  collector: Collector,
  { path, lastmod }: SitemapEntry,
): Promise<readonly string[]> {
  const { checkpoint, publisher } = collector;
  const resource = `site${path}`;
  const seen = checkpoint.page(resource);
  const answer = await site.get(path, { validators: seen });
  const seenNow = answer.status === 304 ? seenAgain(seen, lastmod) : seenPage(answer, lastmod);
  const mark: Mark = { type: "page", resource, seen: seenNow };
  let products: readonly string[] = [];
  if (answer.status === 200) {
    try {
      products = extractCategoryLinks(answer.body.toString("utf8"));
    } catch (error) {
      if (!(error instanceof ShapeChanged)) throw error;
      await publishShapeChange(collector, path, answer, error);
    }
  }
  await publisher.publish({ source: "catalogue-pages", records: [], deadLetters: [], marks: [mark] });
  return products.map((href) => pathOf(href, site.url)).filter((one) => one !== null);
}

/** The documents' ids are on the page of terms that links to them. */
async function collectDocuments(site: Origin, collector: Collector, changed: Changed): Promise<boolean> {
  if (changed.documents.length === 0) return true;
  return attempt(collector, "documents", async () => {
    const terms = await site.get(SITE_PATHS.terms);
    let links: readonly DocumentLink[] = [];
    try {
      links = extractDocumentLinks(terms.body.toString("utf8"));
    } catch (error) {
      if (!(error instanceof ShapeChanged)) throw error;
      await publishShapeChange(collector, SITE_PATHS.terms, terms, error);
    }
    const ids = new Map(links.map(({ href, fileId }) => [pathOf(href, site.url), fileId]));
    for (const { path, lastmod } of changed.documents) {
      const fileId = ids.get(path);
      if (fileId) await collectFile(site, collector, "documents", { path, fileId, lastmod });
    }
  });
}
