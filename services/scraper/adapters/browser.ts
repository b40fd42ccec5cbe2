// A browser for the pages that are empty without one. It has no network of its own: each of its requests is answered
// by our own polite client, so that robots.txt, rate, retries and name hold for it too, and no other host exists.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser, Page, Route } from "playwright-core";
import { ConfigError, PermanentError, RetryableError } from "@atelier/platform/errors.ts";
import { pathOf } from "../extract/sitemap.ts";
import type { WholeAnswer } from "./http.ts";
import type { Origin } from "./origin.ts";

/** The one without windows first: it takes little more than half of the processor time (decision 0008). */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
/** A page that has asked for nothing for so long, and whose scripts have had their turn, shows all that it will show. */
const QUIET_MS = 20_000;
/** After so long a page that is not at rest is left for another time. */
const MOST_MS = 300_000;
const USES_OF_A_PAGE = 25;
const BLOCKED = new Set(["image", "font", "media", "stylesheet"]);

/** @throws ConfigError when the machine has none */
export function findChromium(searchPath: string): string {
  for (const name of NAMES) {
    for (const folder of searchPath.split(delimiter)) {
      const candidate = join(folder, name);
      if (isExecutable(candidate)) return candidate;
    }
  }
  throw new ConfigError(
    "no-chromium",
    "No Chromium on the PATH, which pages rendered by JavaScript need: apt-get install chromium",
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

interface Rendered {
  readonly html: string;
  /** Bodies that the page fetched itself, its scripts apart, in order. */
  readonly fetched: readonly Buffer[];
}

export interface Renderer {
  /**
   * Lets the page's scripts run until `selector` is there, or until the page is at rest without it: however slow the site
   * and the machine are, a page is not given up while an answer or its scripts are still to come.
   * @param document the page itself, fetched already
   * @throws RetryableError when the browser gives out, or the page says that it failed (`failedSelector`)
   */
  render(path: string, document: WholeAnswer, selector: string, failedSelector: string): Promise<Rendered>;
  close(): Promise<void>;
}

export async function openRenderer(
  executablePath: string,
  origin: Origin,
  quietMs = QUIET_MS,
): Promise<Renderer> {
  const browser = await launch(executablePath);
  const context = await browser.newContext({ serviceWorkers: "block" });
  context.setDefaultTimeout(MOST_MS);
  const idle: Page[] = [];
  const used = new WeakMap<Page, number>();
  // The site's scripts are the same on every page; a run of the browser fetches each once.
  const scripts = new Map<string, Promise<WholeAnswer>>();

  function fetchScript(path: string): Promise<WholeAnswer> {
    const known = scripts.get(path);
    if (known) return known;
    const fetching = origin.get(path);
    scripts.set(path, fetching);
    fetching.catch(() => scripts.delete(path));
    return fetching;
  }

  /** A page goes on to the next document, but not for ever: what it has asked for is remembered as long as it is open. */
  async function putBack(page: Page): Promise<void> {
    const uses = (used.get(page) ?? 0) + 1;
    used.set(page, uses);
    if (uses < USES_OF_A_PAGE) idle.push(page);
    else await page.close();
  }

  return {
    async render(path, document, selector, failedSelector) {
      const page = idle.pop() ?? (await context.newPage());
      const fetched: Buffer[] = [];
      const activity = { pending: 0, lastAt: performance.now() };
      try {
        await page.unrouteAll();
        await page.route("**/*", async (route) => {
          const request = route.request();
          const target = pathOf(request.url(), origin.url);
          if (target === null || BLOCKED.has(request.resourceType())) return route.abort("blockedbyclient");
          if (target === path && request.isNavigationRequest()) return fulfill(route, document);
          const isScript = request.resourceType() === "script";
          activity.pending += 1;
          try {
            const answer = await (isScript ? fetchScript(target) : origin.get(target));
            if (!isScript) fetched.push(answer.body);
            return await fulfill(route, answer);
          } catch {
            // What the page makes of it shows below.
            return route.abort("failed").catch(() => undefined);
          } finally {
            activity.pending -= 1;
            activity.lastAt = performance.now();
          }
        });
        await page.goto(origin.url + path, { waitUntil: "commit" });
        await awaitShown(page, `${selector}, ${failedSelector}`, activity, quietMs);
        if (await page.$(failedSelector)) {
          throw new RetryableError("page-failed", `${path}: the page's own script gave up`);
        }
        const html = await page.content();
        await putBack(page);
        return { html, fetched };
      } catch (error) {
        await page.close().catch(() => undefined);
        if (error instanceof RetryableError || error instanceof PermanentError) throw error;
        throw new RetryableError("browser-failed", `${path}: the browser gave out`, { cause: error });
      }
    },
    close: () => browser.close(),
  };
}

/** Runs in the page. */
const HAD_THEIR_TURN =
  'new Promise((resolve) => setTimeout(() => resolve(document.readyState === "complete")))';

/** Requests of a page that are not answered yet, and when the latest one was. */
interface Activity {
  readonly pending: number;
  readonly lastAt: number;
}

/** @throws RetryableError when the page never comes to rest. */
async function awaitShown(page: Page, selector: string, activity: Activity, quietMs: number): Promise<void> {
  const begunAt = performance.now();
  const isAttached = () =>
    page.waitForSelector(selector, { state: "attached", timeout: quietMs }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && error.name === "TimeoutError") return false;
        throw error;
      },
    );
  while (!(await isAttached())) {
    const now = performance.now();
    if (now - begunAt > MOST_MS) throw new RetryableError("page-slow", "the page does not come to rest");
    if (activity.pending > 0 || now - activity.lastAt < quietMs) continue;
    // Answered by the page's own thread, after whatever its scripts had left to do.
    await page.waitForFunction(HAD_THEIR_TURN, undefined, { timeout: MOST_MS });
    return;
  }
}

async function launch(executablePath: string): Promise<Browser> {
  // Loaded when the first page needs it: it weighs as much as all the rest of the collector.
  const { chromium } = await import("playwright-core");
  try {
    return await chromium.launch({
      executablePath,
      headless: true,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        // Requests are answered by us before they reach the network; nothing else shall.
        "--host-resolver-rules=MAP * ~NOTFOUND",
      ],
    });
  } catch (error) {
    throw new RetryableError("browser-failed", `${executablePath} does not start`, { cause: error });
  }
}

function fulfill(route: Route, { status, headers, body }: WholeAnswer): Promise<void> {
  return route.fulfill({ status, contentType: headers["content-type"] ?? "text/html", body });
}
