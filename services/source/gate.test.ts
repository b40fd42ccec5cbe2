import { connect } from "node:net";
import { once } from "node:events";
import { expect, test } from "vitest";
import { createFaults } from "./faults.ts";
import { createRateLimit } from "./rate-limit.ts";
import { REGISTRY_RATE, SITE_RATE } from "./robots.ts";
import { AUTHORISED, buildSmallSource } from "./testing/small-source.ts";

const secret = Buffer.alloc(32, 1);
const rates = { tooMany: 0.1, unavailable: 0.1, slow: 0.1, slowMs: 5, reset: 0.1 };
const draws = (key: Buffer, client: string, count = 2000) => {
  const draw = createFaults(key, "site", rates);
  return Array.from({ length: count }, () => draw(client, "page").type);
};

test("the same crawl meets the same faults; another client or world meets others", () => {
  expect(draws(secret, "a")).toEqual(draws(secret, "a"));
  expect(draws(secret, "a")).not.toEqual(draws(secret, "b"));
  expect(draws(secret, "a")).not.toEqual(draws(Buffer.alloc(32, 2), "a"));
});

test("faults come as often as configured", () => {
  const counts = Map.groupBy(draws(secret, "a", 10_000), (type) => type);
  for (const type of ["too-many", "unavailable", "slow", "reset"] as const) {
    expect(counts.get(type)?.length).toBeGreaterThan(900);
    expect(counts.get(type)?.length).toBeLessThan(1100);
  }
});

test("one class of path does not shift the faults of another", () => {
  const alone = createFaults(secret, "site", rates);
  const mixed = createFaults(secret, "site", rates);
  for (let n = 0; n < 200; n += 1) {
    mixed("a", "medias");
    expect(mixed("a", "page")).toEqual(alone("a", "page"));
  }
});

async function meet(site: object) {
  const source = buildSmallSource({ faults: { site, partner: {}, registry: {} } });
  const response = await source.site.inject({ url: "/" });
  expect((await source.site.inject({ url: "/robots.txt" })).statusCode).toBe(200);
  return { response, source };
}

test("429 says when to come back, 503 does not, slow waits; robots.txt is spared", async () => {
  const busy = await meet({ tooMany: 1 });
  expect(busy.response.statusCode).toBe(429);
  expect(busy.response.headers["retry-after"]).toBe("1");
  const away = await meet({ unavailable: 1 });
  expect(away.response.statusCode).toBe(503);
  expect(away.response.headers).not.toHaveProperty("retry-after");
  const slow = await meet({ slow: 1, slowMs: 250 });
  expect(slow.response.statusCode).toBe(200);
  expect(slow.source.delays).toEqual([250]);
});

test("a reset closes the connection without an answer and is seen in the audit", async () => {
  const source = buildSmallSource({ faults: { site: { reset: 1 }, partner: {}, registry: {} } });
  const url = await source.site.listen({ host: "127.0.0.1", port: 0 });
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const received: Buffer[] = [];
  socket.on("data", (chunk) => received.push(chunk));
  const failure = once(socket, "error");
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const closed = await failure.catch((error: unknown) => [error]);
  expect(closed[0]).toMatchObject({ code: "ECONNRESET" });
  expect(received).toEqual([]);
  expect(source.audited()).toMatchObject([{ path: "/", status: 0, bytes: 0 }]);
  await source.close();
});

test("the announced rate passes, twice the rate does not, and patience helps", () => {
  const check = createRateLimit(SITE_RATE);
  for (let n = 0; n < 1000; n += 1) expect(check("a", n * 10)).toBe(0);
  const answers = Array.from({ length: 1000 }, (_, n) => check("b", n * 5));
  expect(answers.filter((wait) => wait > 0).length).toBeGreaterThan(200);
  expect(check("b", 5000 + Math.max(...answers) * 1000)).toBe(0);
});

test("a hundred at once, every second, is the announced rate too", () => {
  const check = createRateLimit(SITE_RATE);
  for (let second = 0; second < 20; second += 1) {
    for (let n = 0; n < 100; n += 1) expect(check("a", second * 1000)).toBe(0);
  }
});

test("the registry takes one a second", () => {
  const check = createRateLimit(REGISTRY_RATE);
  expect(check("a", 0)).toBe(0);
  for (let n = 0; n < 12; n += 1) expect(check("a", n * 1000)).toBe(0);
  const hasty = createRateLimit(REGISTRY_RATE);
  const answers = Array.from({ length: 12 }, (_, n) => hasty("a", n * 100));
  expect(answers.some((wait) => wait === 1)).toBe(true);
});

test("a client that hurries gets 429 with Retry-After, and is served again after it", async () => {
  const source = buildSmallSource({ politeness: "enforced" });
  const statuses = [];
  for (let n = 0; n < 150; n += 1) statuses.push((await source.site.inject({ url: "/" })).statusCode);
  expect(statuses.slice(0, 120)).toEqual(Array.from({ length: 120 }, () => 200));
  const refused = await source.site.inject({ url: "/robots.txt" });
  expect(refused.statusCode).toBe(429);
  source.clock.ms += Number(refused.headers["retry-after"]) * 1000;
  expect((await source.site.inject({ url: "/" })).statusCode).toBe(200);
});

test("unlimited enforces nothing", async () => {
  const source = buildSmallSource({ politeness: "unlimited" });
  for (let n = 0; n < 20; n += 1) {
    expect((await source.registry.inject({ url: "/producteurs" })).statusCode).toBe(200);
  }
});

test("the audit tells who fetched what, with what result", async () => {
  const source = buildSmallSource();
  source.clock.ms = 12.6;
  await source.site.inject({ url: "/categories/fromages?page=2", headers: { "user-agent": "Robot/1" } });
  source.tick();
  await source.partner.inject({
    url: "/v1/commandes?limite=1",
    headers: { ...AUTHORISED, "user-agent": "Robot/1", "if-none-match": '"x"' },
  });
  await source.registry.inject({ method: "HEAD", url: "/producteurs", headers: { "user-agent": "Robot/1" } });
  const [page, orders, head] = source.audited();
  expect(page).toMatchObject({
    sinceStartMs: 13,
    origin: "site",
    method: "GET",
    path: "/categories/fromages?page=2",
    status: 200,
    userAgent: "Robot/1",
    conditional: false,
    tick: 0,
  });
  expect(page?.bytes).toBeGreaterThan(1000);
  expect(orders).toMatchObject({ origin: "partner", status: 200, conditional: true, tick: 1 });
  expect(head).toMatchObject({ origin: "registry", method: "HEAD", bytes: 0 });
});
