// A product's page: its facts, the first reviews, and where the other reviews are.
import { rawId } from "@atelier/contracts/ids.ts";
import {
  join,
  orDeadLetter,
  rawRecord,
  ShapeChanged,
  type ExtractContext,
  type Extracted,
} from "./extracted.ts";
import {
  elementOrNull,
  elements,
  exactText,
  parseHtml,
  requiredAttribute,
  requiredElement,
  requiredText,
  textOrNull,
  type Element,
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
  const document = parseHtml(html);
  let reference: string | null = null;
  let moreReviews: string | null = null;
  let image: ExtractedProduct["image"] = null;
  const product = orDeadLetter(context, "catalogue-pages", "products", () => {
    const article = requiredElement(document, "article.produit");
    image = readImage(article);
    const body = readProduct(article, page, image?.fileId ?? null);
    reference = body.reference;
    const record = rawRecord(context, "catalogue-pages", "products", rawId.products(body), body, {
      version: context.lastModifiedMs,
    });
    return { records: [record], deadLetters: [] };
  });
  const reviews = orDeadLetter(context, "review-pages", "reviews", () => {
    const section = requiredElement(document, "#avis");
    const shown = elements(section, "article.avis");
    const total = Number(section.attribs["data-total"]);
    if (!Number.isInteger(total)) throw new ShapeChanged("#avis[data-total]");
    if (total > shown.length) moreReviews = requiredAttribute(section, "data-suite", "#avis");
    return join(shown.map((article, index) => readReview(article, index, context)));
  });
  return { product, reviews, reference, moreReviews, image };
}

function readProduct(article: Element, page: string, imageFileId: string | null) {
  return {
    reference: requiredText(article, "[itemprop=sku]"),
    page,
    category: page.slice(0, page.indexOf("/")),
    sellerId: requiredAttribute(requiredElement(article, "a.vendeur"), "data-vendeur", "a.vendeur"),
    // Spaces in names are a cleaning rule's business.
    name: exactText(article, "[itemprop=name]"),
    description: textOrNull(article, "[itemprop=description]"),
    price: requiredText(article, "[itemprop=price]"),
    vat: requiredText(article, ".tva"),
    quantity: textOrNull(article, ".quantite"),
    listedOn: requiredText(article, ".mise-en-ligne"),
    imageFileId,
  };
}

/** Null when the page shows none. @throws ShapeChanged for an image without its address or id */
function readImage(article: Element): ExtractedProduct["image"] {
  const selector = "img[itemprop=image]";
  const image = elementOrNull(article, selector);
  if (image === null) return null;
  return {
    fileId: requiredAttribute(image, "data-fichier", selector),
    src: requiredAttribute(image, "src", selector),
  };
}

function readReview(article: Element, index: number, context: ExtractContext): Extracted {
  return orDeadLetter(
    context,
    "review-pages",
    "reviews",
    () => {
      const attribute = (name: string) => requiredAttribute(article, name, "article.avis");
      return reviewRecord(
        {
          reviewId: attribute("data-avis"),
          productId: attribute("data-produit"),
          account: attribute("data-compte"),
          rating: requiredText(article, ".note"),
          text: exactText(article, ".texte"),
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
