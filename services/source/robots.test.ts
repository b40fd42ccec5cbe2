import robotsModule from "robots-parser";
import { expect, test } from "vitest";
import { buildSmallSource } from "./testing/small-source.ts";

// Its types describe an ES module, but it is a CommonJS function.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;
const ROBOT = "Atelier-Collecteur/1.0 (+mailto:data@exemple.example)";

async function rules(origin: "site" | "registry", politeness: "enforced" | "unlimited") {
  const url = "http://127.0.0.1:8080/robots.txt";
  const text = (
    await buildSmallSource({ politeness })[origin].inject({ url, headers: { host: "127.0.0.1:8080" } })
  ).body;
  return { text, robots: robotsParser(url, text) };
}

test("a parser reads what is forbidden and what is not", async () => {
  const { robots } = await rules("site", "enforced");
  const allowed = (path: string) => robots.isAllowed(`http://127.0.0.1:8080${path}`, ROBOT);
  for (const path of ["/panier", "/panier/ajouter?ref=1", "/compte", "/recherche?q=x", "/admin/connexion"]) {
    expect(allowed(path)).toBe(false);
  }
  for (const path of [
    "/",
    "/categories/miels",
    "/xhr/produits/P1/avis?page=1",
    "/vendeurs/V1",
    "/statique/vendeur.js",
    "/medias/A.jpg",
    "/documents/a.pdf",
    "/sitemap.xml",
  ]) {
    expect(allowed(path)).toBe(true);
  }
  expect(robots.getSitemaps()).toEqual(["http://127.0.0.1:8080/sitemap.xml"]);
});

test("rates are written so that the usual parsers understand them", async () => {
  const { text } = await rules("site", "enforced");
  // In the group, before the blank line that ends it; a number over a number.
  expect(text.split("\n\n")[0]).toMatch(/^Request-rate: 100\/1$/m);
  const registry = await rules("registry", "enforced");
  expect(registry.robots.getCrawlDelay(ROBOT)).toBe(1);
  expect(registry.robots.isAllowed("http://127.0.0.1:8080/producteurs?page=2", ROBOT)).toBe(true);
  expect(registry.robots.isAllowed("http://127.0.0.1:8080/extraits", ROBOT)).toBe(false);
});

test("unlimited announces no rate", async () => {
  expect((await rules("site", "unlimited")).text).not.toMatch(/rate/i);
  expect((await rules("registry", "unlimited")).text).not.toMatch(/delay/i);
});

test("pages lead into the forbidden areas, as real pages do", async () => {
  const { site } = buildSmallSource();
  for (const url of ["/", "/categories/fromages", "/categories/fromages/fromage-1"]) {
    expect((await site.inject({ url })).body).toMatch(/href="\/(?:panier|compte|recherche|admin)/);
  }
});
