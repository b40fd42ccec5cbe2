// Every path that contracts/source.ts documents answers, and every JSON body is what its schema says.
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  DROP_FILES,
  FilesJson,
  LAB_PATHS,
  ObjectionsJson,
  OrdersPageJson,
  PARTNER_PATHS,
  PriceLineJson,
  REGISTRY_PATHS,
  ReviewsPageJson,
  SITE_PATHS,
} from "@atelier/contracts/source.ts";
import { AUTHORISED, buildSmallSource, FROM_LAB } from "./testing/small-source.ts";

const source = buildSmallSource();
const site = (url: string) => source.site.inject({ url });
const partner = (url: string) => source.partner.inject({ url, headers: AUTHORISED });

test.each([
  ["/", "text/html"],
  [SITE_PATHS.robots, "text/plain"],
  [SITE_PATHS.sitemap, "application/xml"],
  [SITE_PATHS.terms, "text/html"],
  [SITE_PATHS.category("fromages"), "text/html"],
  [`${SITE_PATHS.category("fromages")}?page=3`, "text/html"],
  [SITE_PATHS.product("fromages", "fromage-1"), "text/html"],
  [SITE_PATHS.product("coffrets", "coffret-fromage-1"), "text/html"],
  [SITE_PATHS.reviews("P001", 1), "application/json"],
  [SITE_PATHS.seller("V1"), "text/html"],
  ["/medias/IMG1.jpg", "image/jpeg"],
  ["/medias/IMG2.png", "image/png"],
  ["/documents/charte.pdf", "application/pdf"],
  ["/statique/vendeur.js", "text/javascript"],
  ["/panier", "text/html"],
  ["/panier/ajouter?ref=P001", "text/html"],
  ["/compte", "text/html"],
  ["/recherche?q=miel", "text/html"],
  ["/admin/connexion", "text/html"],
])("the site answers %s as %s", async (url, type) => {
  const response = await site(url);
  expect(response.statusCode).toBe(200);
  expect(response.headers["content-type"]).toMatch(type);
  expect(response.rawPayload.length).toBeGreaterThan(0);
});

test.each([
  "/categories/inconnue",
  "/categories/fromages?page=4",
  "/categories/fromages?page=0",
  "/categories/fromages?page=1&page=2",
  "/categories/coffrets/fromage-1",
  "/vendeurs/V99",
  "/xhr/produits/P999/avis",
  "/xhr/produits/P001/avis?page=x",
  "/medias/IMG99.jpg",
])("the site does not know %s", async (url) => {
  expect((await site(url)).statusCode).toBe(404);
});

test("an address that cannot be decoded is unknown like any other, and audited as it came", async () => {
  const own = buildSmallSource();
  const bad = await own.site.inject({ url: "/categories/%E0%A4%A?q=%" });
  expect(bad.rawPayload).toEqual((await own.site.inject({ url: "/inconnu" })).rawPayload);
  expect(own.audited()[0]).toMatchObject({ path: "/categories/%E0%A4%A?q=%", status: 404 });
});

test("reviews: five in the page, the rest by XHR, twenty a page, each one once", async () => {
  const page = (await site(SITE_PATHS.product("fromages", "fromage-1"))).body;
  const ids = [...page.matchAll(/data-avis="(\w+)"/g)].map((match) => match[1]);
  expect(ids).toHaveLength(5);
  for (let number: number | null = 1; number !== null;) {
    const body = ReviewsPageJson.parse((await site(SITE_PATHS.reviews("P001", number))).json());
    expect(body.avis.length).toBeLessThanOrEqual(20);
    ids.push(...body.avis.map((review) => review.id));
    number = body.suivante;
  }
  expect(ids).toHaveLength(48);
  expect(new Set(ids).size).toBe(48);
});

test("a product with five reviews or fewer has an empty XHR page", async () => {
  expect((await site(SITE_PATHS.reviews("P002", 1))).json()).toEqual({ avis: [], suivante: null });
});

test("partner bodies are what their schemas say", async () => {
  expect(() => OrdersPageJson.parse(JSON.parse("{}"))).toThrow();
  OrdersPageJson.parse((await partner(PARTNER_PATHS.orders)).json());
  ObjectionsJson.parse((await partner(PARTNER_PATHS.objections)).json());
  const { fichiers } = FilesJson.parse((await partner(PARTNER_PATHS.files)).json());
  expect(fichiers.map((file) => file.nom).toSorted()).toEqual(Object.values(DROP_FILES).toSorted());
});

test("files are as long as the list says, and declared as their exporter believes", async () => {
  const { fichiers } = FilesJson.parse((await partner(PARTNER_PATHS.files)).json());
  for (const { nom, octets } of fichiers) {
    const response = await partner(PARTNER_PATHS.file(nom));
    expect(response.rawPayload).toHaveLength(octets);
    expect(Number(response.headers["content-length"])).toBe(octets);
  }
  const customers = await partner(PARTNER_PATHS.file(DROP_FILES.customers));
  expect(customers.headers["content-type"]).toBe("text/csv; charset=iso-8859-1");
  expect([...customers.rawPayload.subarray(-3)]).toEqual([0x3b, 0x9c, 0x0a]);
  const prices = gunzipSync((await partner(PARTNER_PATHS.file(DROP_FILES.prices))).rawPayload).toString();
  for (const line of prices.trimEnd().split("\n")) PriceLineJson.parse(JSON.parse(line));
});

test.each(
  Object.values(PARTNER_PATHS).map((path) => (typeof path === "string" ? path : path("clients.csv"))),
)("%s wants the partner's key", async (url) => {
  for (const headers of [{}, { authorization: "Bearer faux" }, { authorization: "Basic abc" }]) {
    const response = await source.partner.inject({ url, headers });
    expect(response.statusCode).toBe(401);
    expect(response.headers["www-authenticate"]).toBe("Bearer");
  }
});

test("the registry has at most ten pages, linked one to the next, and every certification once", async () => {
  const rows = [];
  for (let number = 1; number <= 3; number += 1) {
    const response = await source.registry.inject({ url: REGISTRY_PATHS.producers(number) });
    expect(response.statusCode).toBe(200);
    expect(response.body.includes('rel="next"')).toBe(number < 3);
    rows.push(...response.body.matchAll(/data-producteur="V(\d+)"/g));
  }
  expect(new Set(rows.map((row) => row[1])).size).toBe(60);
  expect((await source.registry.inject({ url: REGISTRY_PATHS.producers(4) })).statusCode).toBe(404);
  expect((await source.registry.inject({ url: "/extraits" })).statusCode).toBe(200);
});

test("the lab's paths answer to its key", async () => {
  const own = buildSmallSource();
  const tick = await own.site.inject({ method: "POST", url: LAB_PATHS.tick, headers: FROM_LAB });
  expect(tick.json()).toEqual({ tick: 1 });
  const truth = await own.site.inject({ url: LAB_PATHS.truth, headers: FROM_LAB });
  expect(truth.body).toBe('[1,["none"]]\n');
  const audit = await own.site.inject({ url: LAB_PATHS.audit, headers: FROM_LAB });
  expect(audit.headers["content-type"]).toMatch("application/x-ndjson");
});

test.each(["site", "partner", "registry"] as const)("the %s does not say what it runs on", async (origin) => {
  for (const url of ["/", "/inconnu", "/%E0%A4%A"]) {
    const { headers } = await source[origin].inject({ url });
    expect(headers).not.toHaveProperty("server");
    expect(headers).not.toHaveProperty("x-powered-by");
  }
});
