// The page's own script is run against a document made by hand; a real browser does it in tests/.
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { buildSmallSource, type SmallSource } from "../testing/small-source.ts";
import { sellerToken } from "../seller-token.ts";
import { SELLER_SCRIPT } from "./seller.ts";

interface FakeElement {
  tag: string;
  className: string;
  textContent: string;
  children: FakeElement[];
}

/** @param xhr where the script's own requests go: a source of the same secret */
async function runPage(sellerId: string, xhr: SmallSource = buildSmallSource()) {
  const source = buildSmallSource();
  const shell = (await source.site.inject({ url: `/vendeurs/${sellerId}` })).body;
  expect(shell).not.toContain("Ferme");
  const grain = /data-grain="(\w+)"/.exec(shell)?.[1] ?? "";
  const requested: string[] = [];
  const element = (tag: string) => {
    const children: FakeElement[] = [];
    return {
      tag,
      className: "",
      textContent: "",
      children,
      append: (...more: FakeElement[]) => children.push(...more),
    };
  };
  const written = Promise.withResolvers<FakeElement[]>();
  const article = {
    dataset: { vendeur: sellerId, grain },
    replaceChildren: (...children: FakeElement[]) => written.resolve(children),
    setAttribute: () => undefined,
  };
  runInNewContext(SELLER_SCRIPT, {
    document: { getElementById: () => article, createElement: element },
    setTimeout: (next: () => void) => next(),
    fetch: async (url: string) => {
      requested.push(url);
      const response = await xhr.site.inject({ url });
      return {
        ok: response.statusCode === 200,
        json: () => response.json<unknown>(),
        headers: { get: (name: string) => response.headers[name] ?? null },
      };
    },
  });
  const [title, list] = await written.promise;
  return { title, list, requested };
}

test("the script computes the token, fetches the facts and writes them", async () => {
  const { title, list, requested } = await runPage("V1");
  expect(title).toMatchObject({ className: "nom", textContent: "Ferme d'En-Bas & fils 1" });
  const shown = new Map(
    list?.children.filter(({ tag }) => tag === "dd").map((dd) => [dd.className, dd.textContent]),
  );
  expect(Object.fromEntries(shown)).toEqual({
    commune: "Évry",
    "code-postal": "91000",
    departement: "91",
    "inscrit-le": "04/03/2020",
    contact: "Jeanne Petit, 01 99 00 00 02",
  });
  expect(requested).toHaveLength(1);
});

test("a busy answer is tried again by the page itself", async () => {
  const busy = buildSmallSource({ faults: { site: { tooMany: 0.5 }, partner: {}, registry: {} } });
  let requests = 0;
  for (const sellerId of ["V0", "V1", "V2"]) {
    const { title, requested } = await runPage(sellerId, busy);
    expect(title?.className).toBe("nom");
    requests += requested.length;
  }
  expect(requests).toBeGreaterThan(3);
});

test("without the right token there are no facts", async () => {
  const { site } = buildSmallSource();
  for (const query of ["", "?jeton=", `?jeton=${sellerToken("V1", "x")}`, "?jeton=a&jeton=b"]) {
    expect((await site.inject({ url: `/xhr/vendeurs/V1${query}` })).statusCode).toBe(403);
  }
});

test("the shell is the same as long as the seller is", async () => {
  const { site } = buildSmallSource();
  const [one, two] = [await site.inject({ url: "/vendeurs/V1" }), await site.inject({ url: "/vendeurs/V1" })];
  expect(one.headers.etag).toBe(two.headers.etag);
});
