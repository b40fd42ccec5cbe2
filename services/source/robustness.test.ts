// Whatever a client sends, an origin answers as it would any mistake: never with an error of its own.
import { array, assert, asyncProperty, constantFrom, dictionary, string } from "fast-check";
import { expect, test } from "vitest";
import { EPOCH } from "./testing/small-world.ts";
import { AUTHORISED, buildSmallSource, FROM_LAB } from "./testing/small-source.ts";

const source = buildSmallSource();
const piece = constantFrom(
  "",
  "a".repeat(300),
  ..."categories fromages fromage-1 vendeurs V1 xhr produits P001 avis medias IMG1.jpg documents panier".split(
    " ",
  ),
  ..."_lab audit v1 commandes fichiers clients.csv producteurs .. . %2e%2e %00 %ff é __proto__ constructor".split(
    " ",
  ),
);
const query = dictionary(
  constantFrom("page", "limite", "curseur", "jeton", "drift", "__proto__"),
  constantFrom("1", "0", "-1", "1e9", "99999999999999999999", "x", "", "NaN", "%00", "Y29tbWFuZGVzOjk5OTk"),
);
const headers = dictionary(
  constantFrom(
    "if-none-match",
    "if-modified-since",
    "accept-encoding",
    "x-lab-key",
    "content-type",
    "cookie",
  ),
  constantFrom("*", '"', "W/", "gzip;q=x", "hier", "application/json", FROM_LAB["x-lab-key"]),
);
const method = constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH" as const);

test("no request makes an origin fail", async () => {
  const origin = constantFrom("site", "partner", "registry" as const);
  await assert(
    asyncProperty(
      origin,
      method,
      array(piece, { maxLength: 6 }),
      query,
      headers,
      string(),
      async (name, verb, pieces, parameters, sent, payload) => {
        const search = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
        const url = `/${pieces.join("/")}?${search.join("&")}`;
        const response = await source[name].inject({
          method: verb,
          url,
          headers: { ...AUTHORISED, ...sent },
          ...(verb === "GET" || verb === "HEAD" ? {} : { payload }),
        });
        expect(response.statusCode).toBeLessThan(500);
        expect(response.headers.date).toBe(EPOCH.toUTCString());
        expect(response.body).not.toMatch(/fastify|node:|at \w+ \(/i);
      },
    ),
    { numRuns: 500 },
  );
});

test.each(["//", "///?", "//_lab/audit"])(
  "%s is an unknown address, also with the lab's key",
  async (url) => {
    const { statusCode } = await source.site.inject({ url, headers: FROM_LAB });
    expect(statusCode).toBe(404);
  },
);

test("an address as long as a client may send it is any unknown one", async () => {
  const url = `/categories/${"a".repeat(12_000)}`;
  const { statusCode, headers: answered } = await source.site.inject({ url });
  const unknown = await source.site.inject({ url: "/chemin/inconnu" });
  expect(statusCode).toBe(404);
  expect(answered).toEqual(unknown.headers);
});

test("a body that is too long is refused in the origin's own words", async () => {
  const response = await source.site.inject({
    method: "POST",
    url: "/_lab/tick",
    payload: "x".repeat(100_000),
  });
  expect([404, 413]).toContain(response.statusCode);
  expect(response.body).not.toMatch(/FST_|fastify/i);
});
