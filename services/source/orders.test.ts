import { assert, nat, property, string } from "fast-check";
import { expect, test } from "vitest";
import { OrdersPageJson } from "@atelier/contracts/source.ts";
import { decodeCursor, encodeCursor } from "./order-pages.ts";
import { AUTHORISED, buildSmallSource, type SmallSource } from "./testing/small-source.ts";

async function page(source: SmallSource, limit: number, cursor: string | null) {
  const url = `/v1/commandes?limite=${limit}${cursor === null ? "" : `&curseur=${cursor}`}`;
  return OrdersPageJson.parse((await source.partner.inject({ url, headers: AUTHORISED })).json());
}

async function crawl(source: SmallSource, limit: number, betweenPages: () => void = () => undefined) {
  const ids: string[] = [];
  const cursors: (string | null)[] = [null];
  for (let cursor: string | null = null; ; betweenPages()) {
    const body = await page(source, limit, cursor);
    ids.push(...body.commandes.map((order) => order.id));
    cursor = body.suivant;
    if (cursor === null) return { ids, cursors };
    cursors.push(cursor);
  }
}

test.each([10, 100, 251, 500])("pages of %i give every order in order, repeats included", async (limit) => {
  const { ids } = await crawl(buildSmallSource(), limit);
  expect(ids).toHaveLength(251);
  expect(ids.slice(-2)).toEqual(["CMD249", "CMD249"]);
});

test("a crawl during which the world moves on loses nothing and sees what came", async () => {
  const source = buildSmallSource();
  let ticks = 0;
  const { ids } = await crawl(source, 100, () => {
    if (ticks < 2) ticks = source.tick();
  });
  expect(ids.slice(0, 250)).toEqual(Array.from({ length: 250 }, (_, n) => `CMD${n}`));
  expect(ids.slice(251)).toEqual(["CMD1001", "CMD1002"]);
});

test("what a tick adds is behind the last cursor; full pages keep their tags", async () => {
  const source = buildSmallSource();
  const { cursors } = await crawl(source, 100);
  const tags = () =>
    Promise.all(
      cursors.map(async (cursor) => {
        const url = `/v1/commandes?limite=100${cursor === null ? "" : `&curseur=${cursor}`}`;
        return (await source.partner.inject({ url, headers: AUTHORISED })).headers.etag;
      }),
    );
  const before = await tags();
  source.tick();
  const after = await tags();
  expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
  expect(after.at(-1)).not.toBe(before.at(-1));
  const last = await page(source, 100, cursors.at(-1) ?? null);
  expect(last.commandes.at(-1)?.id).toBe("CMD1001");
});

test.each(["limite=0", "limite=501", "limite=x", "curseur=x", "curseur=", "curseur=a&curseur=b"])(
  "%s is a mistake of the client's",
  async (query) => {
    const response = await buildSmallSource().partner.inject({
      url: `/v1/commandes?${query}`,
      headers: AUTHORISED,
    });
    expect(response.statusCode).toBe(400);
  },
);

test("a cursor decodes to its position, and no other text to any", () => {
  assert(
    property(nat(1_000_000), (position) => {
      expect(decodeCursor(encodeCursor(position), 1_000_000)).toBe(position);
      expect(decodeCursor(encodeCursor(position + 1), position)).toBeNull();
    }),
  );
  assert(
    property(string(), (text) => {
      expect(decodeCursor(text, 1000)).toBeNull();
    }),
  );
});
