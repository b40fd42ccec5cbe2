// The scraper with every guard on against three that have none, on one and the same set of product pages.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Bench, RowSpec, Settings } from "../bench.ts";
import { runChild } from "../measure/child.ts";
import type { Contestant } from "../measure/contest.ts";
import { startServer } from "../measure/server.ts";
import { againstPeers, type Peer } from "../peers/against-peers.ts";
import { startSource } from "../source/start-source.ts";
import { foundByOurs, foundByPeer, type Found } from "./extracted-content.ts";
import { copySite } from "./site-copy.ts";

const row = (id: string, peer: string, atLeast: number): RowSpec => ({
  id,
  what: `scraper, static pages, every guard on, against ${peer}`,
  unit: "ratio",
  goal: { atLeast },
});
const VS_BARE = row("scraper-vs-cheerio", "undici + cheerio", 1.2);
const VS_CRAWLEE = row("scraper-vs-crawlee", "Crawlee's CheerioCrawler", 2);
const VS_SCRAPY = row("scraper-vs-scrapy", "Scrapy", 3);

/** Of a world with about 3,300 product pages. */
const SCALE = 5;
const LIMIT_MS = 5 * 60_000;
const PEERS_FOLDER = join(import.meta.dirname, "../peers");
const StaticSite = z.object({ url: z.string() });

export const SCRAPER_BENCH: Bench = {
  title: "Scraping product pages",
  rows: [VS_BARE, VS_CRAWLEE, VS_SCRAPY],
  async measure(wanted, settings) {
    const copy = await copyOfSite(settings);
    const site = await startServer(
      [join(import.meta.dirname, "static-site.ts"), copy.file],
      settings.environment,
    );
    const { url } = StaticSite.parse(site.announcement);

    /** Each with the concurrency that suits it best. */
    const scraper = (
      id: string,
      [program, ...args]: readonly [string, ...string[]],
      concurrency: number,
      readFound: (file: string) => Promise<Found>,
    ): Contestant => ({
      id,
      async run() {
        const output = join(settings.workFolder, "found.jsonl");
        const siteBefore = site.cpuSeconds();
        const cost = await runChild(program, [...args, url, output, String(concurrency)], {
          cwd: settings.workFolder,
          environment: settings.environment,
          timeoutMs: LIMIT_MS,
        });
        const siteCpuSeconds = site.cpuSeconds() - siteBefore;
        const { pages, checksum } = await readFound(output);
        if (pages !== copy.pages) throw new Error(`found ${pages} of ${copy.pages} pages`);
        return {
          units: pages,
          seconds: cost.seconds,
          cpuSeconds: cost.cpuSeconds,
          peakBytes: cost.peakBytes,
          checksum,
          othersShare: cost.othersShare(cost.cpuSeconds + siteCpuSeconds),
          also: { "site CPU s": siteCpuSeconds },
        };
      },
    });

    const node = process.execPath;
    const ours = scraper("atelier", [node, join(import.meta.dirname, "atelier-scraper.ts")], 16, foundByOurs);
    const peers: Peer[] = [
      {
        spec: VS_BARE,
        contestant: () =>
          scraper("undici + cheerio", [node, join(PEERS_FOLDER, "undici-cheerio.ts")], 16, foundByPeer),
      },
      {
        spec: VS_CRAWLEE,
        needs: "crawlee",
        contestant: (folder) => scraper("Crawlee", [node, join(folder, "crawl.mjs")], 32, foundByPeer),
      },
      {
        spec: VS_SCRAPY,
        needs: "scrapy",
        contestant: (folder) =>
          scraper(
            "Scrapy",
            [join(folder, "venv/bin/python"), join(PEERS_FOLDER, "spider.py")],
            8,
            foundByPeer,
          ),
      },
    ];
    try {
      return await againstPeers(ours, peers, "pages", wanted, settings);
    } finally {
      await site.stop();
    }
  },
};

async function copyOfSite(settings: Settings): Promise<{ file: string; pages: number }> {
  const source = await startSource(SCALE * settings.size, settings);
  try {
    const copy = await copySite(source.siteUrl);
    const file = join(settings.workFolder, "site.json");
    await writeFile(file, JSON.stringify(copy));
    return { file, pages: copy.productPages };
  } finally {
    await source.server.stop();
  }
}
