// The markup is read with the two parsers that collectors use most: one that repairs as browsers do, one that does not.
import { load } from "cheerio";
import { load as loadSlim } from "cheerio/slim";
import { expect, test } from "vitest";
import type { ListedProductPage } from "@atelier/world/listing.ts";
import { reviewJson } from "../displayed-json.ts";
import { createSmallWorld } from "../testing/small-world.ts";
import { productPage } from "./product.ts";

const world = createSmallWorld();
const [sound] = world.productPages();
const [review] = world.reviews();
if (!sound || !review) throw new Error("the small world is empty");

function render(change: Partial<ListedProductPage>): string {
  return productPage({
    page: { ...sound!, ...change },
    categoryName: "Fromages",
    sellerName: "Ferme d'En-Bas & fils",
    imagePath: change.imageFileId === null ? null : "medias/IMG1.jpg",
    reviews: [reviewJson(review!)],
    reviewCount: 1,
  });
}

function read(html: string, parser: typeof load) {
  const $ = parser(html);
  const text = (selector: string) => {
    const found = $(selector);
    return found.length === 0 ? null : found.text();
  };
  return {
    page: $("article.produit").attr("data-page"),
    name: text("[itemprop=name]"),
    reference: text("[itemprop=sku]"),
    price: text("[itemprop=price]"),
    vat: text("dd.tva"),
    quantity: text("dd.quantite"),
    listedOn: text("dd.mise-en-ligne"),
    seller: $("a.vendeur").attr("data-vendeur"),
    sellerName: text("a.vendeur"),
    image: $("img[itemprop=image]").attr("data-fichier"),
    description: text("div[itemprop=description]"),
    next: $("#avis").attr("data-suite"),
    reviews: $("article.avis")
      .toArray()
      .map((element) => ({
        id: $(element).attr("data-avis"),
        account: $(element).attr("data-compte"),
        device: $(element).attr("data-appareil"),
        network: $(element).attr("data-reseau"),
        author: $(element).find(".auteur").text(),
        rating: $(element).find(".note").text(),
        writtenAt: $(element).find(".date").text(),
        text: $(element).find(".texte").text(),
      })),
  };
}

const parsers = [
  ["parse5", load],
  ["htmlparser2", loadSlim],
] as const;

test.each(parsers)("%s reads every field as the world shows it", (_name, parser) => {
  expect(read(render({ brokenMarkup: false }), parser)).toEqual({
    page: "fromages/fromage-1",
    name: sound.name,
    reference: "P001",
    price: "12,50 €",
    vat: "5,5 %",
    quantity: "1.5 kg",
    listedOn: "1er mars 2025",
    seller: "V1",
    sellerName: "Ferme d'En-Bas & fils",
    image: "IMG1",
    description: "Affinée à la cave, < 3 mois",
    next: "/xhr/produits/P001/avis?page=1",
    reviews: [
      {
        id: review.reviewId,
        account: review.author.account,
        device: review.device,
        network: review.network,
        author: review.author.displayName,
        rating: review.rating,
        writtenAt: review.writtenAt,
        text: review.text,
      },
    ],
  });
});

test.each(parsers)("%s reads the same from a badly written page", (_name, parser) => {
  const broken = render({ brokenMarkup: true });
  expect(broken).not.toEqual(render({ brokenMarkup: false }));
  expect(read(broken, parser)).toEqual(read(render({ brokenMarkup: false }), parser));
});

test.each(parsers)("%s finds nothing where a page says nothing", (_name, parser) => {
  for (const brokenMarkup of [false, true]) {
    const bare = read(
      render({ brokenMarkup, descriptionHtml: null, quantity: null, imageFileId: null }),
      parser,
    );
    expect(bare).toMatchObject({ description: null, quantity: null, price: "12,50 €" });
    expect(bare.image).toBeUndefined();
  }
});

test("spaces and marks of a name survive", () => {
  const name = " L’Étoile\u00a0 d'\u202for <b>& Cie !</b>  ";
  expect(read(render({ name }), load).name).toBe(name);
});

test("nothing but the description is taken for markup", () => {
  const html = render({ price: "<script>", vat: '"><i>', quantity: "<u>", listedOn: "<s>", slug: "a" });
  expect(html).not.toMatch(/<script>|<i>|<u>|<s>/);
});
