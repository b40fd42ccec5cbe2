// What a product's page says: values as they are shown, persons already under a pseudonym.
import { load } from "cheerio";
import { pseudonym } from "./pseudonyms.ts";

export interface ShownProduct {
  readonly reference: string;
  readonly page: string;
  readonly category: string;
  readonly sellerId: string;
  readonly name: string;
  readonly price: string;
}

export interface ShownReview {
  readonly reviewId: string;
  readonly productId: string;
  readonly accountKey: string;
  readonly rating: string;
  readonly writtenAt: string;
  readonly deviceKey: string;
  readonly networkKey: string;
}

export function readProduct(html: string): ShownProduct {
  const $ = load(html);
  const page = $("article.produit").attr("data-page") ?? "";
  return {
    reference: $("[itemprop=sku]").text(),
    page,
    category: page.split("/")[0] ?? "",
    sellerId: $("a.vendeur").attr("data-vendeur") ?? "",
    name: $("[itemprop=name]").text(),
    price: $("[itemprop=price]").text(),
  };
}

/** The first five; persons who objected are left out, names and texts stay behind. */
export function readReviews(html: string, key: string, forgotten: ReadonlySet<string>): ShownReview[] {
  const $ = load(html);
  return $("article.avis")
    .toArray()
    .map((element) => {
      const one = $(element);
      return {
        reviewId: one.attr("data-avis") ?? "",
        productId: one.attr("data-produit") ?? "",
        accountKey: pseudonym(key, "account", one.attr("data-compte") ?? ""),
        rating: one.find(".note").text(),
        writtenAt: one.find(".date").text(),
        deviceKey: pseudonym(key, "device", one.attr("data-appareil") ?? ""),
        networkKey: pseudonym(key, "network", one.attr("data-reseau") ?? ""),
      };
    })
    .filter(({ accountKey }) => !forgotten.has(accountKey));
}
