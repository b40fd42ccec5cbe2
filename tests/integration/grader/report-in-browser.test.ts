// The HTML report as a jury meets it: in a browser, on a telephone, at night, on paper.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { renderHtml } from "@atelier/grader/reports/html.ts";
import { writeReports } from "@atelier/grader/reports/write-reports.ts";
import { sampleSheet } from "@atelier/grader/testing/sample-sheet.ts";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../harness/chromium.ts";
import { overflowOf, violationsOf } from "../../harness/accessible.ts";

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-report-"));
  await writeReports(folder, sampleSheet("un <b>mot</b> ".repeat(60)));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

it.each(
  (["fr", "en"] as const).flatMap((language) =>
    (["light", "dark"] as const).flatMap((colorScheme) =>
      [360, 1280].map((width) => ({ language, colorScheme, width })),
    ),
  ),
)("has nothing in the way of anybody: $language, $colorScheme, $width wide", async (view) => {
  const { language, colorScheme, width } = view;
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  const refused: string[] = [];
  page.on("console", (message) => void refused.push(message.text()));
  page.on("request", (request) => void (request.url().startsWith("file:") || refused.push(request.url())));
  await page.goto(pathToFileURL(join(folder, `instructor/report.${language}.html`)).href);
  await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true`);
  expect(refused).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  await page.close();
});

it("runs no script, even one that found its way into it", async () => {
  const planted = `<script>document.title = "planted"</script>`;
  const report = renderHtml(sampleSheet(), { language: "en", audience: "candidate" });
  const attacked = report.replace("</main>", `${planted}</main>`);
  expect(await titleOf(attacked)).not.toBe("planted");
  // Without the policy it is a script that runs.
  expect(await titleOf(attacked.replace(/<meta[^>]*Content-Security-Policy[^>]*>/, ""))).toBe("planted");
});

async function titleOf(text: string): Promise<string> {
  const page = await browser.newPage();
  await page.setContent(text);
  const title = await page.title();
  await page.close();
  return title;
}
