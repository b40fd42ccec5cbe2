// How many requests a second the source answers when nothing holds it back: it must never be what bounds a collector.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SITE_PATHS } from "@atelier/contracts/source.ts";
import { judge, unmeasured, type Bench, type RowSpec } from "../bench.ts";
import { waitForQuiet } from "../measure/machine.ts";
import { median, medianAndRange } from "../measure/statistics.ts";
import { wrk } from "../measure/wrk.ts";
import { productPaths } from "../scraper/site-copy.ts";
import { startSource } from "./start-source.ts";

const CEILING: RowSpec = {
  id: "source-ceiling",
  what: "product pages that the source answers; ten times what its robots.txt allows (100/s) is enough",
  unit: "requests/s",
  goal: { atLeast: 1000 },
};

const LOAD = { connections: 32, seconds: 8 };

export const SOURCE_BENCH: Bench = {
  title: "The source's ceiling",
  rows: [CEILING],
  async measure(_, settings) {
    const source = await startSource(settings.size, settings);
    try {
      const sitemap = await (await fetch(`${source.siteUrl}${SITE_PATHS.sitemap}`)).text();
      const script = join(settings.workFolder, "paths.lua");
      await writeFile(script, luaScript(productPaths(sitemap)));
      const rates: number[] = [];
      for (let run = 0; run <= settings.runs; run++) {
        await waitForQuiet();
        const load = await wrk(source.siteUrl, script, LOAD, settings);
        const rate = load.requestsPerSecond;
        settings.say(`run ${run}: ${Math.round(rate)} requests/s`);
        if (run > 0) rates.push(rate);
      }
      const table = `| what | requests/s |\n|---|---|\n| product pages, ${LOAD.connections} connections | ${medianAndRange(rates)} |`;
      return { rows: [judge(CEILING, median(rates))], table };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      return { rows: [unmeasured(CEILING, "wrk is not installed: apt-get install wrk")], table: "" };
    } finally {
      await source.server.stop();
    }
  },
};

/** One path after the other, so that no page is favoured. */
function luaScript(paths: readonly string[]): string {
  const list = paths.map((path) => JSON.stringify(path)).join(",\n");
  return `local paths = {${list}}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
`;
}
