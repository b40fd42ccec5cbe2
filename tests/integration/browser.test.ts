// The collector's browser over many pages: what one page has asked for must not be remembered for the rest of a run.
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

const origin: Origin = {
  url: "http://127.0.0.1:9",
  get: (path) =>
    Promise.resolve(
      path === "/page.js"
        ? answer("application/javascript", SCRIPT)
        : answer("application/json", JSON.stringify({ text: TEXT })),
    ),
  open: () => Promise.reject(new Error("nothing is streamed")),
  requests: () => 0,
};

it("renders a hundred pages in the memory of some", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const heapMb = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed / MB;
  };
  const renderer = await openRenderer(findChromium(process.env["PATH"] ?? ""), origin);
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
