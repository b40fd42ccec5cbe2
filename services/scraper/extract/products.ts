// A product's page: its facts, the first reviews, and where the other reviews are.
import type { CheerioAPI } from "cheerio/slim";
import { rawId } from "@atelier/contracts/ids.ts";
import {
  join,
  NOTHING,
  orDeadLetter,
  rawRecord,
  ShapeChanged,
  type ExtractContext,
  type Extracted,
} from "./extracted.ts";
import {
  attributeOrNull,
  exactText,
  exactTextOrNull,
  parseHtml,
  requiredAttribute,
  requiredText,
  textOrNull,
} from "./page.ts";
import { reviewRecord } from "./reviews.ts";

export interface ExtractedProduct {
  readonly product: Extracted;
  readonly reviews: Extracted;
  /** The product's reference, which two pages may share; null when the page could not be read. */
  readonly reference: string | null;
  /** Path of the first XHR page of reviews; null when the page shows them all. */
  readonly moreReviews: string | null;
  readonly image: { readonly fileId: string; readonly src: string } | null;
}

/** @param page `<category slug>/<page slug>`, from the page's address */
export function extractProductPage(html: string, page: string, context: ExtractContext): ExtractedProduct {
  const $ = parseHtml(html);
  let reference: string | null = null;
  let moreReviews: string | null = null;
  const product = orDeadLetter(context, "catalogue-pages", "products", () => {
    const body = readProduct($, page);
    reference = body.reference;
    const record = rawRecord(context, "catalogue-pages", "products", rawId.products(body), body, {
      version: context.lastModifiedMs,
    });
    return { records: [record], deadLetters: [] };
  });
  const reviews = orDeadLetter(context, "review-pages", "reviews", () => {
    const shown = $("#avis article.avis");
    const total = Number($("#avis").attr("data-total"));
    if (!Number.isInteger(total)) throw new ShapeChanged("#avis[data-total]");
    if (total > shown.length) moreReviews = requiredAttribute($.root(), "#avis", "data-suite");
    return shown.length === 0
      ? NOTHING
      : join(shown.toArray().map((element, index) => readReview($(element), index, context)));
  });
  const img = $("img[itemprop=image]").first();
  const fileId = img.attr("data-fichier");
  const src = img.attr("src");
  const image = fileId && src ? { fileId, src } : null;
  return { product, reviews, reference, moreReviews, image };
}

function readProduct($: CheerioAPI, page: string) {
  const article = $("article.produit").first();
  if (article.length === 0) throw new ShapeChanged("article.produit");
  return {
    reference: requiredText(article, "[itemprop=sku]"),
    page,
    category: page.slice(0, page.indexOf("/")),
    sellerId: requiredAttribute(article, "a.vendeur", "data-vendeur"),
    // Spaces in names are a cleaning rule's business.
    name: exactText(article, "[itemprop=name]"),
    description: textOrNull(article, "[itemprop=description]"),
    price: requiredText(article, "[itemprop=price]"),
    vat: requiredText(article, ".tva"),
    quantity: textOrNull(article, ".quantite"),
    listedOn: requiredText(article, ".mise-en-ligne"),
    imageFileId: attributeOrNull(article, "img[itemprop=image]", "data-fichier"),
  };
}

function readReview(article: ReturnType<CheerioAPI>, index: number, context: ExtractContext): Extracted {
  return orDeadLetter(
    context,
    "review-pages",
    "reviews",
    () => {
      const attribute = (name: string) => {
        const value = article.attr(name);
        if (value === undefined || value === "") throw new ShapeChanged(`article.avis[${name}]`);
        return value;
      };
      const text = exactTextOrNull(article, ".texte");
      if (text === null) throw new ShapeChanged("article.avis .texte");
      return reviewRecord(
        {
          reviewId: attribute("data-avis"),
          productId: attribute("data-produit"),
          account: attribute("data-compte"),
          rating: requiredText(article, ".note"),
          text,
          writtenAt: requiredText(article, ".date"),
          device: attribute("data-appareil"),
          network: attribute("data-reseau"),
        },
        context,
        { source: "review-pages", revision: 0, receivedAt: null },
      );
    },
    `${context.pointer}#${index + 1}`,
  );
}
