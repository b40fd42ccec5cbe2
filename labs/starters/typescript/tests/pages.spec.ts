import assert from "node:assert/strict";
import { test } from "node:test";
import { readProduct, readReviews } from "../audit/pages.ts";
import { pseudonym } from "../audit/pseudonyms.ts";
import { forbiddenPaths } from "../audit/web.ts";

const PAGE = `<article class="produit" data-page="miels/miel-1"><h1 itemprop="name">Miel</h1>
<dd itemprop="sku">P1</dd><span itemprop="price">12,50 €</span><a class="vendeur" data-vendeur="V1">x</a></article>
<article class="avis" data-avis="A1" data-produit="P1" data-compte="c1" data-appareil="d1"
 data-reseau="n1"><span class="auteur">Jeanne Petit</span><span class="note">5</span>
<p class="date">2026-03-04T13:05:00Z</p></article>`;

test("a page gives its product", () => {
  assert.deepEqual(readProduct(PAGE), {
    reference: "P1",
    page: "miels/miel-1",
    category: "miels",
    sellerId: "V1",
    name: "Miel",
    price: "12,50 €",
  });
});

test("a review names nobody", () => {
  const [review] = readReviews(PAGE, "cle", new Set());
  assert.equal(review?.accountKey, pseudonym("cle", "account", "c1"));
  assert.equal(review.rating, "5");
  assert.ok(!JSON.stringify(review).includes("Petit"));
});

test("who objected is left out", () => {
  assert.deepEqual(readReviews(PAGE, "cle", new Set([pseudonym("cle", "account", "c1")])), []);
});

test("a pseudonym is the contract's", () => {
  assert.ok(pseudonym("cle", "phone", "+33639980102").startsWith("f7b679de2d7add04"));
});

test("robots.txt says where not to go", () => {
  assert.deepEqual(forbiddenPaths("User-agent: *\nDisallow: /admin\nDisallow: /panier\n"), [
    "/admin",
    "/panier",
  ]);
});
