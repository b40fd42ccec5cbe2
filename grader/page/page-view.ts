// A page as it is shown, read from a world of scripts of our own: what the page's scripts have made of the language's built-in
// functions does not reach it.
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";

const LOAD_MS = 30_000;
const READ_MS = 30_000;

export interface PageView {
  /** Loads it, and waits until it is at rest or has had its time. @throws Error when it does not answer */
  load(): Promise<void>;
  /** The value of an expression, which a hostile page has had in its hands. @throws Error when there is none in time */
  read(expression: string): Promise<unknown>;
  press(key: string): Promise<void>;
  close(): Promise<void>;
}

export async function openPage(browser: Browser, url: string): Promise<PageView> {
  const context = await browser.newContext({
    acceptDownloads: false,
    serviceWorkers: "block",
    locale: "fr-FR",
    viewport: { width: 1280, height: 900 },
  });
  // Nothing but the page's own host, whatever answers elsewhere on this network.
  const { origin, hostname } = new URL(url);
  await context.route("**/*", (route) => {
    const asked = new URL(route.request().url());
    const isOwn = asked.origin === origin || (asked.protocol === "http:" && asked.hostname === hostname);
    return isOwn || ["data:", "blob:"].includes(asked.protocol) ? route.continue() : route.abort();
  });
  const page = await context.newPage();
  page.on("popup", (popup: Page) => void popup.close().catch(() => undefined));
  return {
    async load() {
      const answer = await page.goto(url, { waitUntil: "load", timeout: LOAD_MS });
      if (!answer?.ok()) throw new Error(`${new URL(url).pathname}: ${answer?.status() ?? "no answer"}`);
      await page.waitForLoadState("networkidle", { timeout: 5000 }).catch(() => undefined);
    },
    read: (expression) => inTime(evaluateApart(page, expression)),
    press: (key) => inTime(page.keyboard.press(key)),
    close: () => context.close(),
  };
}

async function evaluateApart(page: Page, expression: string): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId } = await session.send("Page.createIsolatedWorld", {
      frameId: frameTree.frame.id,
      worldName: "examiner",
    });
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      contextId: executionContextId,
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`the page could not be read: ${exceptionDetails.text}`);
    return result.value;
  } finally {
    await session.detach();
  }
}

/** A page whose scripts never end gives no answer. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new AbortController();
  try {
    return await Promise.race([
      work,
      delay(READ_MS, undefined, { signal: late.signal }).then(() => {
        throw new Error(`no answer from the page in ${READ_MS / 1000} s`);
      }),
    ]);
  } finally {
    late.abort();
    work.catch(() => undefined);
  }
}
