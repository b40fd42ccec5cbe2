// What every good HTTP server does: conditional requests, compression, HEAD, a clock.
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { acceptsGzip } from "./answer.ts";
import { buildSmallSource, AUTHORISED } from "./testing/small-source.ts";
import { EPOCH } from "./testing/small-world.ts";

const PAGE = "/categories/fromages/fromage-1";

test.each(["/", PAGE, "/sitemap.xml", "/robots.txt", "/vendeurs/V1", "/medias/IMG1.jpg", "/conditions"])(
  "%s is not sent again to a client that has it",
  async (url) => {
    const { site } = buildSmallSource();
    const first = await site.inject({ url });
    const byTag = await site.inject({ url, headers: { "if-none-match": String(first.headers.etag) } });
    const byDate = await site.inject({
      url,
      headers: { "if-modified-since": String(first.headers["last-modified"]) },
    });
    for (const again of [byTag, byDate]) {
      expect(again.statusCode).toBe(304);
      expect(again.body).toBe("");
      expect(again.headers.etag).toBe(first.headers.etag);
    }
  },
);

test("a tag that differs wins over a date that does not", async () => {
  const { site } = buildSmallSource();
  const headers = { "if-none-match": '"autre"', "if-modified-since": new Date(EPOCH).toUTCString() };
  expect((await site.inject({ url: PAGE, headers })).statusCode).toBe(200);
});

test("tags compare weakly, in lists, and a star matches all", async () => {
  const { site } = buildSmallSource();
  const etag = String((await site.inject({ url: PAGE })).headers.etag);
  for (const sent of [`"x", ${etag}`, etag.replace("W/", ""), "*"]) {
    const again = await site.inject({ url: PAGE, headers: { "if-none-match": sent } });
    expect(again.statusCode).toBe(304);
  }
});

test("orders and files are conditional too", async () => {
  const { partner } = buildSmallSource();
  for (const url of [
    "/v1/commandes?limite=10",
    "/v1/oppositions",
    "/v1/fichiers",
    "/v1/fichiers/prix.jsonl.gz",
  ]) {
    const { headers } = await partner.inject({ url, headers: AUTHORISED });
    const again = await partner.inject({
      url,
      headers: { ...AUTHORISED, "if-none-match": String(headers.etag) },
    });
    expect(again.statusCode).toBe(304);
  }
});

test("a change of content changes the tag, the date of change and the map; nothing else moves", async () => {
  const source = buildSmallSource();
  const urls = [
    PAGE,
    "/categories/fromages/fromage-2",
    "/categories/fromages/fromage-5",
    "/categories/coffrets",
  ];
  const look = () =>
    Promise.all(
      urls.map(async (url) => {
        const { headers } = await source.site.inject({ url });
        return `${String(headers.etag)} ${String(headers["last-modified"])}`;
      }),
    );
  const before = await look();
  source.tick();
  const after = await look();
  const changed = urls.filter((_url, index) => before[index] !== after[index]);
  // The small world's tick reviews P002 and changes the price of P005.
  expect(changed).toEqual(["/categories/fromages/fromage-2", "/categories/fromages/fromage-5"]);
  const map = (await source.site.inject({ url: "/sitemap.xml" })).body;
  expect(map).toContain("fromage-2</loc><lastmod>2026-03-01T09:00:00Z</lastmod>");
  expect(map).toContain("fromage-1</loc><lastmod>2026-03-01T07:00:00Z</lastmod>");
});

test("tags tell nothing: another secret gives other tags for the same page", async () => {
  const one = await buildSmallSource().site.inject({ url: "/robots.txt" });
  const other = await buildSmallSource({ secret: "7f".repeat(32) }).site.inject({ url: "/robots.txt" });
  expect(one.body).toBe(other.body);
  expect(one.headers.etag).not.toBe(other.headers.etag);
});

test("text is compressed for whoever accepts it, images are not", async () => {
  const { site } = buildSmallSource();
  const headers = { "accept-encoding": "gzip, br" };
  const page = await site.inject({ url: PAGE, headers });
  expect(page.headers["content-encoding"]).toBe("gzip");
  expect(page.headers.vary).toBe("Accept-Encoding");
  const plain = await site.inject({ url: PAGE });
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(gunzipSync(page.rawPayload).toString()).toBe(plain.body);
  expect(
    (await site.inject({ url: "/medias/IMG1.jpg", headers })).headers["content-encoding"],
  ).toBeUndefined();
});

test.each([
  ["gzip", true],
  ["GZIP;q=0.5", true],
  ["*", true],
  ["br, *;q=0", false],
  ["gzip;q=0, *", false],
  ["identity", false],
  [undefined, false],
])("Accept-Encoding %s accepts gzip: %s", (header, accepted) => {
  expect(acceptsGzip(header)).toBe(accepted);
});

test("HEAD gives the headers of GET and no body", async () => {
  const { site, partner } = buildSmallSource();
  for (const [app, url] of [
    [site, PAGE],
    [partner, "/v1/fichiers/clients.csv"],
  ] as const) {
    const get = await app.inject({ url, headers: AUTHORISED });
    const head = await app.inject({ method: "HEAD", url, headers: AUTHORISED });
    expect(head.statusCode).toBe(200);
    expect(head.body).toBe("");
    expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
    expect(head.headers.etag).toBe(get.headers.etag);
  }
});

test("every answer is dated by the world's clock", async () => {
  const source = buildSmallSource();
  expect((await source.site.inject({ url: "/" })).headers.date).toBe(EPOCH.toUTCString());
  source.tick();
  for (const app of [source.site, source.partner, source.registry]) {
    const { headers } = await app.inject({ url: "/inconnu" });
    expect(headers.date).toBe("Sun, 01 Mar 2026 09:00:00 GMT");
  }
});
