// Where a page leads: product pages of a category, documents of the terms.
import { elements, parseHtml, requiredAttribute, requiredElement } from "./page.ts";

/** Addresses of products on a page of a category. @throws ShapeChanged for a page that is no list of products. */
export function extractCategoryLinks(html: string): readonly string[] {
  const list = requiredElement(parseHtml(html), "ol.produits");
  return elements(list, "a.produit").map((link) => requiredAttribute(link, "href", "a.produit"));
}

export interface DocumentLink {
  readonly fileId: string;
  readonly href: string;
}

/** @throws ShapeChanged for a page without a list of documents. */
export function extractDocumentLinks(html: string): readonly DocumentLink[] {
  const list = requiredElement(parseHtml(html), "ul.documents");
  return elements(list, "a.document").map((link) => ({
    fileId: requiredAttribute(link, "data-fichier", "a.document"),
    href: requiredAttribute(link, "href", "a.document"),
  }));
}
