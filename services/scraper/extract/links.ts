// Where a page leads: product pages and the next page of a category, documents of the terms.
import { parseHtml } from "./page.ts";
import { ShapeChanged } from "./extracted.ts";

export interface CategoryLinks {
  readonly products: readonly string[];
  readonly next: string | null;
}

/** @throws ShapeChanged for a page that is no list of products. */
export function extractCategoryLinks(html: string): CategoryLinks {
  const $ = parseHtml(html);
  if ($("ol.produits").length === 0) throw new ShapeChanged("ol.produits");
  return {
    products: $("ol.produits a.produit")
      .toArray()
      .map((link) => $(link).attr("href") ?? ""),
    next: $("a[rel=next]").first().attr("href") ?? null,
  };
}

export interface DocumentLink {
  readonly fileId: string;
  readonly href: string;
}

/** @throws ShapeChanged for a page without a list of documents. */
export function extractDocumentLinks(html: string): readonly DocumentLink[] {
  const $ = parseHtml(html);
  if ($("ul.documents").length === 0) throw new ShapeChanged("ul.documents");
  return $("ul.documents a.document")
    .toArray()
    .map((link) => ({ fileId: $(link).attr("data-fichier") ?? "", href: $(link).attr("href") ?? "" }));
}
