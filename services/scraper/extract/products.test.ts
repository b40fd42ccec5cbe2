// Product pages as the source serves them, whole and broken.
import { describe, expect, it } from "vitest";
import { DeadLetter } from "@atelier/contracts/clean.ts";
import { pseudonym } from "@atelier/contracts/pseudonym.ts";
import { RawProduct, RawReview } from "@atelier/contracts/raw.ts";
import { context, fixture, KEY } from "../fixtures/context.ts";
import { extractProductPage } from "./products.ts";

const PAGE = "fromages/tomme-a-l-ail-des-ours-des-vosges-ngvf";
const whole = fixture("product.html.txt").toString("utf8");
const broken = fixture("product-broken-markup.html.txt").toString("utf8");

describe("extractProductPage", () => {
  it("reads every fact, as shown", () => {
    const { product, reference, moreReviews, image } = extractProductPage(whole, PAGE, context);
    expect(product.deadLetters).toEqual([]);
    expect(product.records).toHaveLength(1);
    expect(product.records[0]).toMatchObject({
      source: "catalogue-pages",
      kind: "products",
      id: "VJSKQ2Q33~fromages",
      version: context.lastModifiedMs,
      subjects: [],
      repairs: [],
    });
    expect(RawProduct.parse(product.records[0]?.body)).toMatchObject({
      reference: "VJSKQ2Q33",
      page: PAGE,
      category: "fromages",
      name: "Tomme à l'ail des ours des Vosges",
      description: "Élaboré à la ferme, en petites quantités, selon une recette de famille.",
      price: "27.75 €",
      vat: "5.5 %",
      quantity: "0.9 kg",
      listedOn: "2025-09-07",
      imageFileId: "SAL224H5P2",
    });
    expect({ reference, moreReviews, image }).toEqual({
      reference: "VJSKQ2Q33",
      moreReviews: "/xhr/produits/VJSKQ2Q33/avis?page=1",
      image: { fileId: "SAL224H5P2", src: "/medias/SAL224H5P2.jpg" },
    });
  });

  it("reads a page whose tags are left open, and null for what it does not say", () => {
    const { product, reviews } = extractProductPage(broken, "moulins/x", context);
    expect(product.records[0]?.body).toMatchObject({
      reference: "4JDT5R058",
      sellerId: "GFL3XT4ZF",
      price: "4,50 €",
      vat: "5.5 %",
      quantity: "500 g",
      listedOn: "2025-04-06",
      imageFileId: null,
    });
    expect(reviews.records).toHaveLength(5);
    const bare = broken.replace(/<dt>Quantité nette.*/, "").replace(/<div itemprop="description">.*/, "");
    expect(extractProductPage(bare, "moulins/x", context).product.records[0]?.body).toMatchObject({
      quantity: null,
      description: null,
    });
  });

  it("carries reviews without their authors' names, contacts redacted", () => {
    const { reviews } = extractProductPage(broken, "moulins/x", context);
    const bodies = reviews.records.map(({ body }) => RawReview.parse(body));
    expect(bodies[1]).toMatchObject({
      reviewId: "1QB0H6BBQJ5Q",
      productId: "4JDT5R058",
      accountKey: pseudonym(KEY, "account", "X5PZMS2P305"),
      rating: "2",
      writtenAt: "2026-01-11T20:37:53Z",
      receivedAt: null,
    });
    expect(bodies[1]?.text).toMatch(/appelez-moi au \[téléphone\] le soir\.$/);
    expect(reviews.records[1]).toMatchObject({
      subjects: [bodies[1]?.accountKey],
      repairs: ["text-contact"],
      version: 0,
    });
    expect(JSON.stringify(reviews)).not.toMatch(/Gwenaëlle|X5PZMS2P305|04 65 71|YTG9N1L7BZMZH/);
  });

  it("leaves out a forgotten person's review and keeps the others", () => {
    const objector = pseudonym(KEY, "account", "X5PZMS2P305");
    const { reviews } = extractProductPage(broken, "moulins/x", {
      ...context,
      isForgotten: (key) => key === objector,
    });
    expect(reviews.records).toHaveLength(4);
    expect(reviews.deadLetters).toEqual([]);
  });

  it("makes a dead letter of a page whose shape changed, naming page and selector, and still reads the reviews", () => {
    const changed = whole.replace('itemprop="sku"', 'class="reference"');
    const { product, reviews, reference } = extractProductPage(changed, PAGE, context);
    expect(product.records).toEqual([]);
    expect(DeadLetter.parse(product.deadLetters[0])).toMatchObject({
      kind: "products",
      pointer: "/page",
      rule: "unreadable",
      reason: "shape-changed: [itemprop=sku] is absent",
    });
    expect(reference).toBeNull();
    expect(reviews.records).toHaveLength(5);
  });

  it("makes a dead letter of one changed review, and reads the others", () => {
    const { reviews } = extractProductPage(whole.replace('data-compte="', 'data-x="'), PAGE, context);
    expect(reviews.records).toHaveLength(4);
    expect(reviews.deadLetters).toMatchObject([
      { pointer: "/page#1", reason: "shape-changed: article.avis[data-compte] is absent" },
    ]);
  });

  it("makes no record of an empty page", () => {
    const { product, reviews } = extractProductPage("", PAGE, context);
    expect([product.records, reviews.records]).toEqual([[], []]);
    expect([product.deadLetters.length, reviews.deadLetters.length]).toEqual([1, 1]);
  });
});
