// The browser of this machine, for tests of pages.
import { findChromium } from "@atelier/scraper/adapters/browser.ts";
import { chromium, type Browser } from "playwright-core";

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(process.env["PATH"] ?? ""),
    // Root may not use the browser's own sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
  });
