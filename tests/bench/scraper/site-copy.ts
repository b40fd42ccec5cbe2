// Copies of what a scraper of product pages reads of a site: its rules, its sitemap and the pages themselves.
import { SITE_PATHS } from "@atelier/contracts/source.ts";

export interface PageCopy {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SiteCopy {
  /** Where it was copied from; the server of the copies puts its own address instead. */
  readonly url: string;
  readonly pages: Readonly<Record<string, PageCopy>>;
  readonly productPages: number;
}

const KEPT_HEADERS = ["content-type", "last-modified", "etag", "date"];

/** @throws Error when a page does not answer with 200. */
export async function copySite(url: string): Promise<SiteCopy> {
  const pages: Record<string, PageCopy> = {};
  const copyPage = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    if (!response.ok) throw new Error(`${path} answers ${response.status}`);
    const kept = KEPT_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const body = await response.text();
    pages[path] = { headers: Object.fromEntries(kept), body };
    return body;
  };
  for (const path of productPaths(await copyPage(SITE_PATHS.sitemap))) await copyPage(path);
  const productPages = Object.keys(pages).length - 1;
  alter(pages, SITE_PATHS.sitemap, (sitemap) => sitemap.replaceAll(/<url>.*<\/url>\n/g, keepProductPage));
  await copyPage(SITE_PATHS.robots);
  // What product pages lead to (images, further reviews) is not copied. A scraper that follows it is told not to.
  alter(pages, SITE_PATHS.robots, (robots) =>
    robots.replace(/^(User-agent: \*\n)/im, "$1Disallow: /medias/\nDisallow: /xhr/\n"),
  );
  return { url, pages, productPages };
}

const keepProductPage = (entry: string) => (productPaths(entry).length > 0 ? entry : "");

function alter(pages: Record<string, PageCopy>, path: string, change: (body: string) => string): void {
  const page = pages[path];
  if (page) pages[path] = { ...page, body: change(page.body) };
}

/** Paths of the product pages that a sitemap lists. */
export function productPaths(sitemap: string): string[] {
  return [...sitemap.matchAll(/<loc>[^<]*?(\/categories\/[^/<]+\/[^<]+)<\/loc>/g)].map(
    ([, path]) => path ?? "",
  );
}
