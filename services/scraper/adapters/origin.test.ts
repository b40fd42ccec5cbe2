// The polite client against a server that behaves badly in every way it can.
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { serveSite, type Handler, type TestSite } from "../fixtures/site.ts";
import { createHttp, type Http } from "./http.ts";
import { createOrigin, type Origin } from "./origin.ts";

const open: { site: TestSite; http: Http }[] = [];

afterEach(async () => {
  for (const { site, http } of open.splice(0)) {
    await http.close();
    await site.close();
  }
});

/** Time passes only by sleeping. */
async function visit(handlers: Readonly<Record<string, Handler>>) {
  const site = await serveSite(handlers);
  const http = createHttp({
    url: site.url,
    headers: { "user-agent": "AtelierCollector/1.0 (+mailto:x@y.example)" },
    connections: 4,
    idleTimeoutMs: 5000,
    answerTimeoutMs: 200,
  });
  open.push({ site, http });
  let nowMs = 0;
  const origin: Origin = createOrigin(site.url, {
    http,
    clock: { nowMs: () => nowMs, sleep: (ms) => Promise.resolve(void (nowMs += ms)) },
    signal: new AbortController().signal,
    backOffMs: 1,
    retries: 3,
    agent: "AtelierCollector",
  });
  return { site, origin, sleptMs: () => nowMs };
}

const say =
  (body: string | Buffer, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    response.writeHead(200, headers).end(body);
const redirect =
  (location: string): Handler =>
  (_request, response) =>
    response.writeHead(302, { location }).end();
const failFirst =
  (times: number, fail: Handler, then: Handler): Handler =>
  (request, response) =>
    (times-- > 0 ? fail : then)(request, response);

const busy: Handler = (_request, response) => response.writeHead(503).end("busy");
const tooMany: Handler = (_request, response) => response.writeHead(429, { "retry-after": "7" }).end();
const reset: Handler = (request) => void request.socket.resetAndDestroy();
const cut: Handler = (request, response) => {
  response.writeHead(200, { "content-length": "100" }).write("half");
  setImmediate(() => request.socket.destroy());
};

describe("robots.txt", () => {
  it("is read first, and obeyed", async () => {
    const { origin, site } = await visit({
      "/robots.txt": say("User-agent: *\nDisallow: /admin"),
      "/a": say("a"),
      "/admin": say("no"),
    });
    expect((await origin.get("/a")).body.toString()).toBe("a");
    await expect(origin.get("/admin")).rejects.toMatchObject({ code: "robots-forbidden" });
    expect(site.asked).toEqual(["/robots.txt", "/a"]);
  });

  it("of 10 MB is cut at 512 KB and what was read holds", async () => {
    const line = "Disallow: /secret\n";
    const filler = `# ${"x".repeat(997)}\n`;
    const { origin } = await visit({
      "/robots.txt": say(`User-agent: *\n${line}${filler.repeat(10_000)}Disallow: /a\n`),
      "/a": say("a"),
    });
    expect((await origin.get("/a")).status).toBe(200);
    await expect(origin.get("/secret")).rejects.toMatchObject({ code: "robots-forbidden" });
  });

  it("that does not exist forbids nothing; one that fails forbids everything", async () => {
    const without = await visit({ "/a": say("a") });
    expect((await without.origin.get("/a")).status).toBe(200);
    const failing = await visit({
      "/robots.txt": (_request, response) => response.writeHead(500).end(),
      "/a": say("a"),
    });
    await expect(failing.origin.get("/a")).rejects.toMatchObject({ code: "source-busy" });
    expect(failing.site.asked).not.toContain("/a");
  });

  it("sets the pace", async () => {
    const { origin, sleptMs } = await visit({
      "/robots.txt": say("User-agent: *\nCrawl-delay: 1"),
      "/a": say("a"),
    });
    for (let i = 0; i < 3; i++) await origin.get("/a");
    expect(sleptMs()).toBe(3000);
  });

  it("holds for redirects too", async () => {
    const { origin } = await visit({
      "/robots.txt": say("User-agent: *\nDisallow: /admin"),
      "/a": redirect("/admin"),
    });
    await expect(origin.get("/a")).rejects.toMatchObject({ code: "robots-forbidden" });
  });
});

describe("redirects", () => {
  it("are followed on the same origin, five at most", async () => {
    const steps = Object.fromEntries(
      [0, 1, 2, 3, 4, 5, 6].map((step) => [`/${step}`, redirect(`/${step + 1}`)]),
    );
    const { origin } = await visit({ ...steps, "/7": say("end") });
    expect((await origin.get("/2")).body.toString()).toBe("end");
    await expect(origin.get("/1")).rejects.toMatchObject({ code: "redirect-loop" });
  });

  it("in a circle are named", async () => {
    const { origin, site } = await visit({ "/a": redirect("/b"), "/b": redirect("/a") });
    await expect(origin.get("/a")).rejects.toMatchObject({ code: "redirect-loop" });
    expect(site.asked).toEqual(["/robots.txt", "/a", "/b"]);
  });

  it("to another origin, or nowhere, are refused", async () => {
    const { origin } = await visit({
      "/a": redirect("http://127.0.0.2:9/x"),
      "/b": (_request, response) => response.writeHead(302).end(),
      "/c": redirect("file:///etc/passwd"),
    });
    for (const path of ["/a", "/c"]) {
      await expect(origin.get(path)).rejects.toMatchObject({ code: "redirect-elsewhere" });
    }
    await expect(origin.get("/b")).rejects.toMatchObject({ code: "redirect-loop" });
  });
});

describe("failures", () => {
  it("that pass are retried: 503, a reset, a cut answer", async () => {
    const { origin } = await visit({
      "/busy": failFirst(2, busy, say("a")),
      "/reset": failFirst(2, reset, say("b")),
      "/cut": failFirst(1, cut, say("c")),
    });
    for (const [path, body] of [
      ["/busy", "a"],
      ["/reset", "b"],
      ["/cut", "c"],
    ] as const) {
      expect((await origin.get(path)).body.toString()).toBe(body);
    }
    // robots.txt, then three, three and two attempts.
    expect(origin.counts.requests).toMatchObject({ ok: 3, refused: 1, busy: 2, unreachable: 3 });
    expect(origin.counts.retries).toBe(5);
  });

  it("that ask for a pause are given it", async () => {
    const { origin, sleptMs } = await visit({ "/a": failFirst(1, tooMany, say("a")) });
    expect((await origin.get("/a")).status).toBe(200);
    expect(sleptMs()).toBe(7000);
    expect(origin.counts.waitedMs).toBe(7000);
  });

  it("that do not pass are named, after patience", async () => {
    const { origin, site } = await visit({
      "/gone": (_request, response) => response.writeHead(404).end(),
      "/down": (_request, response) => response.writeHead(503).end(),
      "/never": () => undefined,
    });
    await expect(origin.get("/gone")).rejects.toMatchObject({ code: "http-404" });
    await expect(origin.get("/down")).rejects.toMatchObject({ code: "source-busy" });
    await expect(origin.get("/never")).rejects.toMatchObject({ code: "answer-too-slow" });
    expect(site.asked.filter((path) => path === "/gone")).toHaveLength(1);
    expect(site.asked.filter((path) => path === "/down")).toHaveLength(4);
  });
});

describe("answers", () => {
  it("larger than allowed are refused, compressed or not", async () => {
    const large = Buffer.alloc(1_000_000);
    const { origin } = await visit({
      "/plain": say(large),
      "/bomb": say(gzipSync(large), { "content-encoding": "gzip" }),
      "/damaged": say(gzipSync(large).subarray(0, 200), { "content-encoding": "gzip" }),
    });
    await expect(origin.get("/plain", { maxBytes: 999_999 })).rejects.toMatchObject({
      code: "answer-too-large",
    });
    await expect(origin.get("/bomb", { maxBytes: 999_999 })).rejects.toMatchObject({ code: "bad-encoding" });
    await expect(origin.get("/damaged")).rejects.toMatchObject({ code: "bad-encoding" });
    expect((await origin.get("/bomb", { maxBytes: 1_000_000 })).body).toHaveLength(1_000_000);
  });

  it("are asked for conditionally, by our own name", async () => {
    let headers: Record<string, unknown> = {};
    const { origin } = await visit({
      "/a": (request, response) => {
        headers = request.headers;
        response.writeHead(304).end();
      },
    });
    const lastModified = "Mon, 07 Sep 2026 06:00:00 GMT";
    expect((await origin.get("/a", { validators: { etag: '"x"', lastModified } })).status).toBe(304);
    expect(headers).toMatchObject({
      "if-none-match": '"x"',
      "user-agent": expect.stringContaining("mailto:"),
    });
    await origin.get("/a", { validators: { etag: null, lastModified } });
    expect(headers).toMatchObject({ "if-modified-since": lastModified });
  });

  it("can be streamed", async () => {
    const { origin } = await visit({ "/a": failFirst(1, busy, say("abc")) });
    const answer = await origin.open("/a");
    expect(await answer.body.text()).toBe("abc");
    await expect(origin.open("/none")).rejects.toMatchObject({ code: "http-404" });
  });
});
