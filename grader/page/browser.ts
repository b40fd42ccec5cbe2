// A real browser for a page that a stranger serves: it runs in the submission's own sandbox, where it can do no more harm
// than the submission itself, and is told what to do by its debugging port.
import { chromium, type Browser } from "playwright-core";
import { findProgram } from "@atelier/engines/host.ts";
import { freePorts } from "@atelier/engines/ports.ts";
import { setTimeout as delay } from "node:timers/promises";
import type { Commands } from "../phases/phase.ts";

const PROGRAMS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
const START_MS = 60_000;
const TRY_EVERY_MS = 200;

export interface PageBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** @throws Error where it does not come up: never the submission's fault. */
export async function openBrowser(commands: Pick<Commands, "open">): Promise<PageBrowser> {
  const found = (await Promise.all(PROGRAMS.map(findProgram))).find((path) => path !== undefined);
  if (found === undefined) throw new Error("this machine has no Chromium");
  const [port = 0] = await freePorts(1);
  const running = await commands.open([
    found,
    // Its own walls need what the sandbox does not give; the sandbox is the wall.
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--user-data-dir=/tmp/browser",
    `--remote-debugging-port=${port}`,
  ]);
  try {
    const browser = await connect(`http://127.0.0.1:${port}`, running.exited);
    return {
      browser,
      async close() {
        await browser.close();
        await running.kill();
      },
    };
  } catch (error) {
    await running.kill();
    throw error;
  }
}

async function connect(address: string, exited: Promise<unknown>): Promise<Browser> {
  const state = { ended: false };
  void exited.then(() => {
    state.ended = true;
  });
  const deadline = performance.now() + START_MS;
  for (;;) {
    try {
      return await chromium.connectOverCDP(address);
    } catch (error) {
      if (state.ended || performance.now() > deadline) throw error;
    }
    await delay(TRY_EVERY_MS);
  }
}
