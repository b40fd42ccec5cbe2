import { expect, test } from "vitest";
import { LAB_PATHS } from "@atelier/contracts/source.ts";
import type { Drift } from "@atelier/world/listing.ts";
import { buildSmallSource, FROM_LAB, LAB_KEY } from "./testing/small-source.ts";

const practice = buildSmallSource();
const exam = buildSmallSource({ mode: "exam" });

test.each(Object.values(LAB_PATHS))(
  "%s without the key is any unknown address, in both modes",
  async (path) => {
    for (const { site } of [practice, exam]) {
      for (const method of ["GET", "POST", "HEAD", "OPTIONS", "DELETE"] as const) {
        for (const headers of [{}, { "x-lab-key": "" }, { "x-lab-key": `${LAB_KEY}x` }]) {
          const lab = await site.inject({ method, url: path, headers });
          const unknown = await site.inject({ method, url: "/chemin/inconnu", headers });
          expect(lab.statusCode).toBe(404);
          expect(lab.headers).toEqual(unknown.headers);
          expect(lab.rawPayload).toEqual(unknown.rawPayload);
        }
      }
    }
    expect(practice.tick()).toBeGreaterThan(0);
  },
);

test("both modes write the same 404", async () => {
  const one = await buildSmallSource().site.inject({ url: LAB_PATHS.audit });
  const other = await buildSmallSource({ mode: "exam" }).site.inject({ url: LAB_PATHS.audit });
  expect(one.headers).toEqual(other.headers);
  expect(one.rawPayload).toEqual(other.rawPayload);
});

test.each(["site", "registry"] as const)(
  "every page of the %s is the same in both modes, to the byte and the header",
  async (origin) => {
    const [one, other] = [buildSmallSource()[origin], buildSmallSource({ mode: "exam" })[origin]];
    const pages = new Set(["/", "/robots.txt", "/sitemap.xml", "/producteurs", "/nulle-part"]);
    for (const url of pages) {
      const [here, there] = [await one.inject({ url }), await other.inject({ url })];
      expect([url, there.statusCode, there.headers]).toEqual([url, here.statusCode, here.headers]);
      expect(there.rawPayload).toEqual(here.rawPayload);
      for (const [, link = ""] of here.body.matchAll(/href=["']?([^"'#> ]+)/g)) {
        const { host, pathname, search } = new URL(
          link.replaceAll("&amp;", "&"),
          new URL(url, "http://here"),
        );
        if (host === "here") pages.add(pathname + search);
      }
    }
    expect(pages.size).toBeGreaterThan(origin === "site" ? 10 : 4);
  },
);

test("an exam shows neither audit nor truth, even to the key; the grader can still make time pass", async () => {
  for (const url of [LAB_PATHS.audit, LAB_PATHS.truth]) {
    expect((await exam.site.inject({ url, headers: FROM_LAB })).statusCode).toBe(404);
  }
  const tick = await exam.site.inject({ method: "POST", url: LAB_PATHS.tick, headers: FROM_LAB });
  expect(tick.json()).toEqual({ tick: 1 });
});

test("an exam without a key has no lab at all", async () => {
  const { site } = buildSmallSource({ mode: "exam", labKey: undefined });
  for (const key of ["", "undefined", LAB_KEY]) {
    const response = await site.inject({
      method: "POST",
      url: LAB_PATHS.tick,
      headers: { "x-lab-key": key },
    });
    expect(response.statusCode).toBe(404);
  }
});

test("the lab's own requests are in nobody's way: no limit, no fault, no trace in the audit", async () => {
  const faults = { tooMany: 1 };
  const source = buildSmallSource({
    politeness: "enforced",
    faults: { site: faults, partner: {}, registry: {} },
  });
  for (let n = 0; n < 150; n += 1) {
    const response = await source.site.inject({ method: "POST", url: LAB_PATHS.tick, headers: FROM_LAB });
    expect(response.statusCode).toBe(200);
  }
  expect((await source.site.inject({ url: "/" })).statusCode).toBe(429);
  expect(source.audited().map((entry) => entry.path)).toEqual(["/"]);
});

test("a drift is in force from the tick that asks for it", async () => {
  const { site } = buildSmallSource();
  const tick = (query: string) =>
    site.inject({ method: "POST", url: `${LAB_PATHS.tick}${query}`, headers: FROM_LAB });
  for (const query of ["", "?drift=prices", "", "?drift=none"]) await tick(query);
  expect((await tick("?drift=inconnue")).statusCode).toBe(404);
  const truth = await site.inject({ url: LAB_PATHS.truth, headers: FROM_LAB });
  expect(truth.json()).toEqual([4, ["none", "prices", "prices", "none"]]);
});

test("a source that is started again stands where its journal ends, and looks the same", async () => {
  const noted: Drift[] = [];
  const first = buildSmallSource({}, { past: [], append: (drift) => noted.push(drift) });
  first.tick();
  first.tick("prices");
  expect(noted).toEqual(["none", "prices"]);

  const again: Drift[] = [];
  const second = buildSmallSource({}, { past: noted, append: (drift) => again.push(drift) });
  expect(again).toEqual([]);
  for (const url of ["/sitemap.xml", "/categories/miels"]) {
    const [before, after] = [await first.site.inject({ url }), await second.site.inject({ url })];
    expect(after.rawPayload).toEqual(before.rawPayload);
  }
  expect(second.tick()).toBe(3);
  expect(again).toEqual(["prices"]);
});

test("a world that is held does not evolve by its clock until it is let go, or for longer than was said", async () => {
  const source = buildSmallSource();
  const hold = (seconds: string) =>
    source.site.inject({ method: "POST", url: `${LAB_PATHS.hold}?seconds=${seconds}`, headers: FROM_LAB });
  source.tickByClock();
  expect((await hold("60")).json()).toEqual({ tick: 1 });
  source.tickByClock();
  expect(source.tick()).toBe(2);
  source.clock.ms = 60_000;
  source.tickByClock();
  expect((await hold("60")).json()).toEqual({ tick: 3 });
  await hold("0");
  source.tickByClock();
  expect(source.tick()).toBe(5);
  expect((await hold("forever")).statusCode).toBe(404);
});

test("an exam's world cannot be held", async () => {
  const url = `${LAB_PATHS.hold}?seconds=1`;
  expect((await exam.site.inject({ method: "POST", url, headers: FROM_LAB })).statusCode).toBe(404);
});
