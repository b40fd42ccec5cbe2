// Pages of small submissions in a real browser: true ones, invented ones, and one that would not let itself be looked at.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { PAGE_FIGURES, type PageFigure } from "@atelier/contracts/controls.ts";
import { openBrowser, type OpenBrowser } from "@atelier/grader/page/browser.ts";
import { openPage } from "@atelier/grader/page/page-view.ts";
import { observeAccessibility } from "@atelier/grader/page/accessibility.ts";
import { judgeOne } from "@atelier/grader/checks/testing/judge-one.ts";
import type { ExamWorld, PhaseContext } from "@atelier/grader/phases/phase.ts";
import { figuresOf } from "@atelier/grader/page/figures.ts";
import { page } from "@atelier/grader/phases/page.ts";
import { Submission } from "@atelier/contracts/submission.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Drift } from "@atelier/world/listing.ts";

const document = (body: string, head = "<title>Qualité des données</title>", lang = ' lang="fr"') =>
  `<!doctype html><html${lang}><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
const PAGE_CHECKS = [
  "C10.1-figures",
  "C10.1-figures-move",
  "C10.3-violations",
  "C10.3-charts",
  "C10.3-keyboard",
] as const;
const WORDS =
  "<p>Ce que la base contient, et ce qui lui manque, d'après les contrôles du dernier chargement des sources.</p>";
const CHART = `<figure><figcaption>Une barre par nature : plus elle est longue, plus il y a de lignes.</figcaption>
  <svg role="img" aria-label="Lignes par nature" width="300" height="100"><rect width="200" height="20"/></svg>
  <table><caption>Lignes</caption><tr><th scope="col">nature</th><th scope="col">lignes</th></tr><tr><td>avis</td><td>12</td></tr></table></figure>`;

const worldOf = () => {
  const drifts: Drift[] = [];
  const truth = () =>
    createTruth({
      secret: secretFromSeed("page"),
      scale: 0.02,
      pseudonymKey: "key",
      ticks: drifts.length,
      drifts,
    });
  const world = {
    truth,
    get ticks() {
      return drifts.length;
    },
    tick: (drift: Drift = "none") => Promise.resolve(drifts.push(drift)),
  };
  return world as unknown as ExamWorld;
};
const contextOf = (pageUrl: string) =>
  ({
    submission: Submission.parse({
      version: 1,
      exam: "E2",
      commands: { serve: "true" },
      stores: { relational: { reader: "reader", loader: "loader" } },
      raw: { in: "files", folder: "raw" },
      page: { tool: "own" },
    }),
    commands: { has: () => true },
    service: { ensure: () => Promise.resolve(), pageUrl },
    signal: new AbortController().signal,
  }) as unknown as PhaseContext;
const shownFigures = (world: ExamWorld) =>
  Object.entries(figuresOf(world.truth()))
    .map(
      ([name, value]) =>
        `<p>${PAGE_FIGURES[name as PageFigure].fr} <b data-figure="${name}">${value.toLocaleString("fr-FR")}</b></p>`,
    )
    .join("");

describe("a page in the examiner's browser", () => {
  let opened: OpenBrowser;
  let server: Server | undefined;
  beforeAll(async () => {
    opened = await openBrowser();
  });
  afterAll(() => opened?.close());
  afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

  const serve = async (answer: () => string): Promise<string> => {
    const own = createServer((_, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader("connection", "close");
      response.end(answer());
    });
    server = own;
    await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(own.address() as AddressInfo).port}/`;
  };
  const view = async (html: string) => {
    const one = await openPage(opened.browser, await serve(() => html));
    await one.load();
    return one;
  };

  it("is read as it is, whatever its scripts have made of the language", async () => {
    const lying = `<script>document.querySelectorAll = () => []; JSON.stringify = () => "[]"; Object.fromEntries = () => ({});
      Element.prototype.checkVisibility = () => false; Element.prototype.matches = () => false</script>`;
    const seen = await view(
      document(`<main><h1>Qualité</h1>${WORDS}<a href="#x">plus</a><input></main>${lying}`),
    );
    expect(await observeAccessibility(seen)).toMatchObject({
      violations: [{ rule: "label" }],
      keyboard: { operable: 2, reached: 2 },
    });
    await seen.close();
  });

  it("is accessible or not, by what is in it", async () => {
    const good = await view(
      document(`<main><h1>Qualité</h1>${WORDS}<a href="#x">plus</a><button>revoir</button>${CHART}</main>`),
    );
    expect(await observeAccessibility(good)).toMatchObject({
      language: "fr",
      violations: [],
      charts: [{ named: true, hasTable: true, hasSummary: true }],
      keyboard: { operable: 2, reached: 2, disordered: false },
    });
    await good.close();
    await new Promise((resolve) => server?.close(resolve));
    const bad = await view(
      document(
        `<div style="color:#bbb;background:#fff">${WORDS}</div><hr><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="300" height="200"><input><a href="#b" tabindex="2">b</a><a href="#a" tabindex="1">a</a>`,
        "",
        "",
      ),
    );
    const seen = await observeAccessibility(bad);
    expect(seen).toMatchObject({ title: "", language: null, headings: 0 });
    expect(seen.violations.map(({ rule }) => rule).toSorted()).toEqual([
      "document-title",
      "html-has-lang",
      "image-alt",
      "label",
      "tabindex",
    ]);
    expect(seen.contrast.poor).toBeGreaterThan(0);
    expect(seen.charts).toMatchObject([{ named: false, hasTable: false, hasSummary: false }]);
    expect(seen.keyboard.disordered).toBe(true);
    await bad.close();
  });

  it("sees no file of the machine, and no other address", async () => {
    let asked = 0;
    const other = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.2", resolve));
    const elsewhere = `http://127.0.0.2:${(other.address() as AddressInfo).port}/`;
    const seen = await view(document(`<img src="${elsewhere}"><iframe src="file:///etc/hostname"></iframe>`));
    expect(asked).toBe(0);
    expect(
      await seen.read(
        `document.querySelector("iframe").contentDocument === null || document.querySelector("iframe").contentDocument.body.innerText === ""`,
      ),
    ).toBe(true);
    await seen.close();
    await new Promise((resolve) => other.close(resolve));
  });

  it("that never lets go of its thread gives no answer, and nothing hangs", async () => {
    const url = await serve(() => document("<script>setTimeout(() => { for (;;); })</script>"));
    const one = await openPage(opened.browser, url);
    await one.load().catch(() => undefined);
    await expect(one.read("1")).rejects.toThrow(/no answer from the page/);
    await one.close();
  });

  describe("of a world that goes on", () => {
    it("shows the truth, before and after", async () => {
      const world = worldOf();
      const url = await serve(() =>
        document(`<main><h1>Qualité</h1>${WORDS}${WORDS}${shownFigures(world)}${CHART}</main>`),
      );
      const seen = await page.observe(world, contextOf(url));
      for (const id of PAGE_CHECKS) {
        expect([id, judgeOne(id, { page: seen }).outcome]).toEqual([id, "passed"]);
      }
    });

    it("does not follow when its figures were written once", async () => {
      const world = worldOf();
      const frozen = shownFigures(world);
      const url = await serve(() => document(`<main><h1>Qualité</h1>${WORDS}${WORDS}${frozen}</main>`));
      const seen = await page.observe(world, contextOf(url));
      expect(judgeOne("C10.1-figures", { page: seen }).outcome).toBe("passed");
      expect(judgeOne("C10.1-figures-move", { page: seen }).outcome).toBe("failed");
    });
  });
});
