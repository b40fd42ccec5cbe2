// The collector's browser over many pages: what one page has asked for must not be remembered for the rest of a run.
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { findChromium, openRenderer } from "@atelier/scraper/adapters/browser.ts";
import type { WholeAnswer } from "@atelier/scraper/adapters/http.ts";
import type { Origin } from "@atelier/scraper/adapters/origin.ts";

const PAGE = '<!doctype html><script src="/page.js"></script><body></body>';
const SCRIPT = `fetch("/data").then((answer) => answer.json()).then(({ text }) => {
  document.body.innerHTML = '<p class="ready">' + text + "</p>";
})`;
const TEXT = "x".repeat(3000);
const MB = 1e6;

const answer = (type: string, body: string): WholeAnswer => ({
  status: 200,
  headers: { "content-type": type },
  body: Buffer.from(body),
});

const NONE = { ok: 0, "not-modified": 0, redirected: 0, refused: 0, busy: 0, unreachable: 0 };

/** What the site answers to what a page asks for. */
const siteWith = (data: () => Promise<WholeAnswer>, script = SCRIPT): Origin => ({
  url: "http://127.0.0.1:9",
  get: (path) => (path === "/page.js" ? Promise.resolve(answer("application/javascript", script)) : data()),
  open: () => Promise.reject(new Error("nothing is streamed")),
  counts: { requests: NONE, retries: 0, waitedMs: 0 },
});
const data = answer("application/json", JSON.stringify({ text: TEXT }));
const chromium = findChromium(process.env["PATH"] ?? "");

it("renders a hundred pages in the memory of some", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const heapMb = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed / MB;
  };
  const renderer = await openRenderer(
    chromium,
    siteWith(() => Promise.resolve(data)),
  );
  const render = async (from: number, to: number) => {
    for (let page = from; page < to; page += 1) {
      const { html } = await renderer.render(`/page/${page}`, answer("text/html", PAGE), ".ready", ".failed");
      expect(html).toContain(TEXT);
    }
  };
  try {
    await render(0, 50);
    const before = heapMb();
    await render(50, 150);
    expect(heapMb() - before).toBeLessThan(3);
  } finally {
    await renderer.close();
  }
});

const QUIET_MS = 200;

async function htmlOf(site: Origin): Promise<string> {
  const renderer = await openRenderer(chromium, site, QUIET_MS);
  try {
    return (await renderer.render("/page", answer("text/html", PAGE), ".ready", ".failed")).html;
  } finally {
    await renderer.close();
  }
}

it("waits for an answer as long as it takes: a slow site is no changed page", async () => {
  let rests = 0;
  const slow = siteWith(async () => {
    for (; rests < 6; rests += 1) await delay(QUIET_MS);
    return data;
  });
  expect(await htmlOf(slow)).toContain(TEXT);
});

it("waits for the page's scripts as long as they run", async () => {
  const busy = `const until = performance.now() + ${6 * QUIET_MS}; while (performance.now() < until); ${SCRIPT}`;
  expect(await htmlOf(siteWith(() => Promise.resolve(data), busy))).toContain(TEXT);
});

it("gives the page as it is once it rests without what was looked for", async () => {
  const other = 'addEventListener("load", () => (document.body.innerHTML = "<p>another shape</p>"))';
  expect(await htmlOf(siteWith(() => Promise.resolve(data), other))).toContain("another shape");
});
