// The site's map: every page, with the time of its last change, to the second.
import { SITE_PATHS } from "@atelier/contracts/source.ts";
import { categoryPageCount } from "./pages/browse.ts";
import type { Shelves } from "./shelves.ts";

/** One file: sitemaps.org allows 50,000 addresses, a scale of about 60. */
export function sitemap(baseUrl: string, shelves: Shelves, epoch: Date): string {
  const lines = [line("/", epoch), line(SITE_PATHS.terms, epoch)];
  for (const category of shelves.categories.values()) {
    const path = SITE_PATHS.category(category.slug);
    lines.push(line(path, category.modified));
    for (let page = 2; page <= categoryPageCount(category); page += 1) {
      lines.push(line(`${path}?page=${page}`, category.modified));
    }
    for (const { page, modified } of category.products) {
      lines.push(line(SITE_PATHS.product(page.category, page.slug), modified));
    }
  }
  for (const seller of shelves.sellers.values()) {
    lines.push(line(SITE_PATHS.seller(seller.sellerId), seller.lastModified));
  }
  for (const file of shelves.files.values()) {
    if (file.path.startsWith("documents/")) lines.push(line(`/${file.path}`, file.lastModified));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join("\n")}
</urlset>
`;

  function line(path: string, modified: Date): string {
    const lastmod = `${modified.toISOString().slice(0, 19)}Z`;
    return `<url><loc>${escapeXml(baseUrl + path)}</loc><lastmod>${lastmod}</lastmod></url>`;
  }
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
