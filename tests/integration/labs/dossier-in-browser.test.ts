// The dossier and the contract as a candidate reads them: on a telephone, at night, in large print, on paper.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeDossier } from "@atelier/e2/write.ts";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../harness/chromium.ts";
import { overflowOf, violationsOf } from "../../harness/accessible.ts";

const PAGES = ["dossier.fr.html", "dossier.en.html", "contract.fr.html", "contract.en.html"];
/** Twice the usual size of letters, as low vision asks for. */
const LARGE_PRINT = "html { font-size: 200% }";

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-dossier-"));
  await writeDossier(folder);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

it.each(
  PAGES.flatMap((name) => [
    { name, colorScheme: "light" as const, width: 360, large: true },
    { name, colorScheme: "dark" as const, width: 360, large: false },
    { name, colorScheme: "light" as const, width: 1280, large: false },
    { name, colorScheme: "dark" as const, width: 1280, large: true },
  ]),
)("has nothing in the way of anybody: $name, $colorScheme, $width wide, large print $large", async (view) => {
  const { name, colorScheme, width, large } = view;
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  const asked: string[] = [];
  page.on("request", (request) => void (request.url().startsWith("file:") || asked.push(request.url())));
  await page.goto(pathToFileURL(join(folder, name)).href);
  if (large) await page.addStyleTag({ content: LARGE_PRINT });
  expect(asked).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  await page.close();
});

it.each(PAGES)("%s is printed whole, dark letters on white", async (name) => {
  const page = await browser.newPage({ colorScheme: "dark", viewport: { width: 794, height: 1123 } });
  await page.goto(pathToFileURL(join(folder, name)).href);
  await page.emulateMedia({ media: "print" });
  const { background, wide } = await page.evaluate<{ background: string; wide: string[] }>(`({
    background: getComputedStyle(document.body).backgroundColor,
    wide: [...document.querySelectorAll("table, pre")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => one.textContent.slice(0, 60)),
  })`);
  expect(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]).toContain(background);
  expect(wide).toEqual([]);
  await page.close();
});
