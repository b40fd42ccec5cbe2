// The other pages of HTML and XML: sellers, the registry, lists, documents, the sitemap.
import { describe, expect, it } from "vitest";
import { RawCertification, RawSeller } from "@atelier/contracts/raw.ts";
import { context, fixture } from "../fixtures/context.ts";
import { extractRegistryPage } from "./certifications.ts";
import { extractCategoryLinks, extractDocumentLinks } from "./links.ts";
import { extractSellerPage } from "./sellers.ts";
import { extractSitemap, pathOf } from "./sitemap.ts";

const SELLER = `<article id="vendeur" data-vendeur="S1" data-grain="ab" aria-busy="false"><h1 class="nom">Ferme de l’Étang</h1>
<dl><dt>Commune</dt><dd class="commune">Ajaccio</dd><dt>Code postal</dt><dd class="code-postal">20000</dd>
<dt>Département</dt><dd class="departement">20</dd><dt>Sur le marché depuis</dt><dd class="inscrit-le">2024-02-29</dd>
<dt>Contact</dt><dd class="contact">Jeanne Brezvandozac, 06 39 98 00 01</dd></dl></article>`;

describe("extractSellerPage", () => {
  it("reads a rendered page, and leaves the contact on it", () => {
    const { records } = extractSellerPage(SELLER, context);
    expect(RawSeller.parse(records[0]?.body)).toEqual({
      sellerId: "S1",
      name: "Ferme de l’Étang",
      commune: "Ajaccio",
      department: "20",
      postcode: "20000",
      joinedOn: "2024-02-29",
    });
    expect(JSON.stringify(records)).not.toMatch(/Jeanne|06 39/);
  });

  it("makes a dead letter of a page that did not render", () => {
    const { records, deadLetters } = extractSellerPage(SELLER.replace('"false"', '"true"'), context);
    expect(records).toEqual([]);
    expect(deadLetters[0]?.reason).toMatch(/^shape-changed: #vendeur/);
  });
});

describe("extractRegistryPage", () => {
  const page = fixture("registry.html.txt").toString("utf8");

  it("reads every row", () => {
    const { records, next } = extractRegistryPage(page, context);
    expect(records.map(({ body }) => RawCertification.parse(body))).toHaveLength(
      page.match(/<tr data-producteur/g)?.length ?? 0,
    );
    expect(records[0]).toMatchObject({
      id: "0R1YNZKSK~Appellation d'origine protégée",
      body: { sellerId: "0R1YNZKSK", validUntil: "2027-06-19" },
    });
    expect(next).toBeNull();
  });

  it("knows the next page", () => {
    const more = page.replace("<nav", '<a rel="next" href="/producteurs?page=2">Suivante</a><nav');
    expect(extractRegistryPage(more, context).next).toBe("/producteurs?page=2");
  });

  it("makes a dead letter of a page without the table, and of a row without its label", () => {
    expect(extractRegistryPage("<p>maintenance</p>", context).deadLetters).toMatchObject([
      { kind: "certifications", reason: "shape-changed: table.certifications is absent" },
    ]);
    const { records, deadLetters } = extractRegistryPage(page.replace('class="label"', ""), context);
    expect(deadLetters).toMatchObject([{ pointer: "/page#1" }]);
    expect(records.length).toBeGreaterThan(1);
  });
});

describe("links", () => {
  it("finds the products of a category", () => {
    expect(extractCategoryLinks(fixture("category.html.txt").toString("utf8"))).toEqual([
      "/categories/miels/miel-toutes-fleurs-des-landes-tvfg",
      "/categories/miels/miel-de-sapin-de-l-aubrac-selection-hjvq",
    ]);
    expect(() => extractCategoryLinks("<ul></ul>")).toThrow("ol.produits is absent");
  });

  it("finds the documents with their ids", () => {
    expect(extractDocumentLinks(fixture("terms.html.txt").toString("utf8"))[0]).toEqual({
      fileId: "5ZLADV11HW",
      href: "/documents/charte-qualite.pdf",
    });
    expect(() => extractDocumentLinks("<ul></ul>")).toThrow("ul.documents is absent");
  });
});

describe("extractSitemap", () => {
  it("reads paths and times, of its own origin only", () => {
    const xml = `<?xml version="1.0"?><urlset>
      <url><loc>http://site.example/a?x=1&amp;y=2</loc><lastmod>2026-09-06T19:45:31Z</lastmod></url>
      <url><loc>http://other.example/b</loc></url><url><loc>http://site.example/c</loc></url></urlset>`;
    expect(extractSitemap(xml, "http://site.example")).toEqual([
      { path: "/a?x=1&y=2", lastmod: "2026-09-06T19:45:31Z" },
      { path: "/c", lastmod: null },
    ]);
  });

  it("refuses what is no sitemap", () => {
    expect(() => extractSitemap("<html></html>", "http://site.example")).toThrow("urlset is absent");
  });
});

describe("pathOf", () => {
  it("stays on its origin", () => {
    expect(pathOf("../c?d=1", "http://a.example/x/y")).toBe("/c?d=1");
    expect(pathOf("//b.example/c", "http://a.example")).toBeNull();
    expect(pathOf("javascript:alert(1)", "http://a.example")).toBeNull();
  });
});
