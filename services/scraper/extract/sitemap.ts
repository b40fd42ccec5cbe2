// The sitemap: every page of the site and when it last changed.
import { Parser } from "htmlparser2";
import { ShapeChanged } from "./extracted.ts";

/** sitemaps.org: a sitemap is at most 50 MB. */
export const SITEMAP_MAX_BYTES = 50 * 1024 * 1024;

export interface SitemapEntry {
  /** Path and query. */
  readonly path: string;
  readonly lastmod: string | null;
}

/**
 * Entries of other origins are left out: a sitemap speaks for its own site only.
 * @throws ShapeChanged for a document that is no sitemap.
 */
export function extractSitemap(xml: string, origin: string): SitemapEntry[] {
  const entries: SitemapEntry[] = [];
  let isSitemap = false;
  let field: "loc" | "lastmod" | null = null;
  let entry = { loc: "", lastmod: "" };
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === "urlset") isSitemap = true;
        else if (name === "url") entry = { loc: "", lastmod: "" };
        field = name === "loc" || name === "lastmod" ? name : null;
      },
      ontext(text) {
        if (field) entry[field] += text;
      },
      onclosetag(name) {
        field = null;
        if (name !== "url") return;
        const path = pathOf(entry.loc.trim(), origin);
        if (path !== null) entries.push({ path, lastmod: entry.lastmod.trim() || null });
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  if (!isSitemap) throw new ShapeChanged("urlset");
  return entries;
}

/** Path and query of an address of this origin; null for another's, or for what is no address. */
export function pathOf(address: string, origin: string): string | null {
  const url = URL.parse(address, origin);
  return url && url.origin === new URL(origin).origin ? url.pathname + url.search : null;
}
