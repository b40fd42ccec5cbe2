// The page of the model's API in a real browser: it is drawn, by itself, from nothing but the service's own files.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findChromium } from "@atelier/scraper/adapters/browser.ts";
import { startModelApi, type RunningApi } from "../harness/model-api.ts";

let folder: string;
let api: RunningApi;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-model-api-docs-"));
  api = await startModelApi(folder, {}, process.env);
  browser = await chromium.launch({ executablePath: findChromium(process.env["PATH"] ?? "") });
});
afterAll(async () => {
  await browser.close();
  await api.stop();
  await rm(folder, { recursive: true });
});

it.each(["light", "dark"] as const)(
  "draws every address from its own files alone (%s)",
  async (colorScheme) => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 1000 } });
    const origins = new Set<string>();
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith("data:")) origins.add(new URL(request.url()).origin);
    });
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${api.url}/docs`);
    await page.getByText("/v1/models/{version}/activate").first().waitFor();
    const drawn = await page.locator(".opblock-summary-path").allInnerTexts();
    expect(drawn.map((path) => path.replaceAll("\u200b", ""))).toEqual(
      expect.arrayContaining(["/v1/predictions", "/v1/model", "/v1/trainings", "/health/ready"]),
    );
    await page.locator(".opblock-summary-path", { hasText: "predictions" }).click();
    await page.getByText("Example Value").first().waitFor();
    const shots = process.env["ATELIER_SCREENSHOTS"];
    if (shots !== undefined)
      await page.screenshot({ path: join(shots, `model-api-docs-${colorScheme}.png`) });
    expect(complaints).toEqual([]);
    expect([...origins]).toEqual([new URL(api.url).origin]);
    expect(await page.evaluate("document.documentElement.classList.contains('dark-mode')")).toBe(
      colorScheme === "dark",
    );
    await page.close();
  },
);
