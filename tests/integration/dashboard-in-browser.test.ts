// The page for people in a real browser: for every eye, by keyboard alone, at any width, light, live, and on its own.
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EMPTY, FULL, openDashboard, VALUES } from "@atelier/dashboard/testing/site.ts";
import { launchChromium } from "../harness/chromium.ts";
import { collisionsOf, operableIn, overflowOf, tabThrough, violationsOf } from "../harness/accessible.ts";

const LANGUAGES = ["fr", "en"] as const;
const MOST_BYTES = 100_000;
const LOOKS_EVERY_MS = 5000;

type State = Awaited<ReturnType<typeof openDashboard>>["state"];
type Go = (page: Page, language: string, state: State) => Promise<unknown>;

const logIn: Go = async (page, language) => {
  await page.goto(`/${language}/login`);
  await page.fill("#token", "token-reader");
  await page.press("#token", "Enter");
  await page.waitForSelector("[data-state]");
  await page.waitForLoadState();
};
/** Every page that a reader can meet. */
const PAGES: Readonly<Record<string, Go>> = {
  login: (page, language) => page.goto(`/${language}/login`),
  async "refused token"(page, language) {
    await page.goto(`/${language}/login`);
    await page.fill("#token", "nothing");
    await page.press("#token", "Enter");
    await page.waitForSelector("#token-error");
  },
  async figures(page, language, state) {
    await logIn(page, language, state);
    await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true`);
  },
  async "empty base"(page, language, state) {
    state.figures = EMPTY;
    await logIn(page, language, state);
  },
  async "dead store"(page, language, state) {
    await logIn(page, language, state);
    state.storeIsAway = true;
    await page.goto(`/${language}`);
  },
  "no such page": (page, language) => page.goto(`/${language}/nowhere`),
  accessibility: (page, language) => page.goto(`/${language}/accessibility`),
};

describe("the page for people in a browser", () => {
  let browser: Browser;
  let dashboard: Awaited<ReturnType<typeof openDashboard>>;
  let baseURL = "";

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    dashboard = await openDashboard();
    await dashboard.app.listen({ host: "127.0.0.1", port: 0 });
    baseURL = `http://127.0.0.1:${(dashboard.app.server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await dashboard.app.close();
  });

  const open = async (options: BrowserContextOptions = {}): Promise<Page> =>
    (await browser.newContext({ baseURL, viewport: { width: 1280, height: 900 }, ...options })).newPage();
  const readers = Object.entries(PAGES).flatMap(([name, go]) =>
    LANGUAGES.map((language) => ({ name, language, go })),
  );

  it.each(readers)("has nothing that axe-core objects to: $name, $language", async ({ language, go }) => {
    for (const look of [
      { colorScheme: "light" },
      { colorScheme: "dark" },
      { forcedColors: "active" },
      { contrast: "more" },
    ] as const) {
      const page = await open(look);
      dashboard.state.figures = FULL;
      dashboard.state.storeIsAway = false;
      await go(page, language, dashboard.state);
      expect({ look, violations: await violationsOf(page) }).toEqual({ look, violations: [] });
      await page.context().close();
    }
  });

  it.each(readers)(
    "fits 320 pixels, and text of twice its size: $name, $language",
    async ({ language, go }) => {
      const page = await open({ viewport: { width: 320, height: 640 } });
      await go(page, language, dashboard.state);
      expect([await overflowOf(page), await collisionsOf(page)]).toEqual([0, []]);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(`document.documentElement.style.fontSize = "225%"`);
      expect([await overflowOf(page), await collisionsOf(page)]).toEqual([0, []]);
      await page.evaluate(`document.documentElement.style.fontSize = ""`);
      // What a browser's zoom of 200 % does to a window of 1,280 pixels.
      await page.setViewportSize({ width: 640, height: 450 });
      expect([await overflowOf(page), await collisionsOf(page)]).toEqual([0, []]);
    },
  );

  it.each(readers)(
    "is used by keyboard alone, in its own order: $name, $language",
    async ({ language, go }) => {
      const page = await open();
      await go(page, language, dashboard.state);
      const reached = await tabThrough(page);
      expect(reached.length).toBeGreaterThan(3);
      expect(reached.toSorted()).toEqual((await operableIn(page)).toSorted());
    },
  );

  it("is entered, read and left by keyboard", async () => {
    const page = await open();
    await page.goto("/en/login");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(`document.activeElement.id`)).toBe("main");
    await page.keyboard.press("Tab");
    await page.keyboard.type("token-reader");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-state=scored]");
    await page.focus("summary >> nth=0");
    await page.keyboard.press("Enter");
    expect(await page.isVisible('[data-series="months"]')).toBe(true);
    await page.focus("header button");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#token");
    await page.goto("/en");
    expect(page.url()).toBe(`${baseURL}/en/login`);
  });

  it("weighs less than 100 KB, all of it from here", async () => {
    const page = await open();
    await logIn(page, "fr", dashboard.state);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto("/fr", { waitUntil: "networkidle" });
    expect(asked.length).toBeGreaterThan(5);
    expect(new Set(asked)).toEqual(new Set([baseURL]));
    expect(complaints).toEqual([]);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  it("takes in new figures by itself and says so, until it is told to pause", async () => {
    const page = await open();
    await page.clock.install();
    await logIn(page, "en", dashboard.state);
    dashboard.state.figures = { ...FULL, values: { ...VALUES, "rows-reviews": 4321 } };
    await page.clock.runFor(LOOKS_EVERY_MS);
    await page.waitForSelector('#hero data[value="4321"]');
    expect(await page.textContent("#live-status")).toContain("Figures changed at");

    await page.click("#pause");
    expect(await page.getAttribute("#pause", "aria-pressed")).toBe("true");
    let asked = 0;
    page.on("request", () => (asked += 1));
    await page.clock.runFor(10 * LOOKS_EVERY_MS);
    expect(asked).toBe(0);

    await page.click("#pause");
    dashboard.state.storeIsAway = true;
    await page.clock.runFor(LOOKS_EVERY_MS);
    await page.waitForSelector('#live-status:has-text("no longer answers")');
    expect(await page.isVisible('#hero data[value="4321"]')).toBe(true);
    dashboard.state.storeIsAway = false;
    dashboard.state.tokens = [];
    await page.clock.runFor(LOOKS_EVERY_MS);
    await page.waitForSelector('#live-status:has-text("session has ended")');
  });

  it("comes back by itself once the store is back, and fills once something was collected", async () => {
    const page = await open();
    await page.clock.install();
    await logIn(page, "fr", dashboard.state);
    dashboard.state.storeIsAway = true;
    await page.goto("/fr");
    await page.waitForSelector("[data-state=store-away]");
    dashboard.state.storeIsAway = false;
    dashboard.state.figures = EMPTY;
    await page.clock.runFor(LOOKS_EVERY_MS);
    await page.waitForSelector("[data-state=empty]");
    expect(await page.textContent("h1")).toBe("Rien n’a encore été recueilli.");
    dashboard.state.figures = FULL;
    await page.clock.runFor(LOOKS_EVERY_MS);
    await page.waitForSelector("[data-state=scored]");
    expect(await page.textContent("h1")).toContain("méritent un second regard");
  });

  it("moves nothing for who asks for less motion", async () => {
    const motions: unknown[] = [];
    for (const reducedMotion of ["no-preference", "reduce"] as const) {
      const page = await open({ reducedMotion });
      await logIn(page, "fr", dashboard.state);
      const motion = `[getComputedStyle(document.querySelector(".bar")).transitionDuration.split(",")[0],
        getComputedStyle(document.documentElement).scrollBehavior]`;
      motions.push(await page.evaluate(motion));
    }
    expect(motions).toEqual([
      ["0.6s", "smooth"],
      ["0s", "auto"],
    ]);
  });

  it("is whole without its script, and on paper shows its tables and nothing to press", async () => {
    const still = await open({ javaScriptEnabled: false });
    await logIn(still, "fr", dashboard.state);
    expect(await still.isVisible('#hero data[data-figure="rows-reviews"]')).toBe(true);
    expect(await still.isVisible("#pause")).toBe(false);

    const page = await open();
    await logIn(page, "fr", dashboard.state);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(`dispatchEvent(new Event("beforeprint"))`);
    expect(await page.isVisible('[data-series="months"]')).toBe(true);
    for (const pressed of ["header button", "#pause", "summary", ".contents"]) {
      expect(await page.isVisible(pressed)).toBe(false);
    }
  });
});
