// Asks the live world's site map which pages have never changed, and its audit log whether they were fetched whole again.
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { SITE_PATHS, type AuditEntry } from "@atelier/contracts/source.ts";
import { EPOCH } from "@atelier/world/calendar.ts";
import type { Revisits } from "../observations/revisits.ts";
import { show } from "../stores/compare-columns.ts";
import { EXAMINER, fetchPatiently } from "./crawl-rules.ts";
import type { Phase } from "./phase.ts";

const EXAMPLES = 5;

export const revisits: Phase<"revisits"> = {
  part: "revisits",
  world: "live",
  async observe(world) {
    const answer = await fetchPatiently(new URL(SITE_PATHS.sitemap, world.environment[ENVIRONMENT.siteUrl]));
    return describeRevisits(world.audit(), unchangedPaths(await answer.text()));
  },
};

/** Pages whose last change is older than the world's ticks. */
export function unchangedPaths(sitemap: string): Set<string> {
  const paths = new Set<string>();
  for (const [, location = "", modified = ""] of sitemap.matchAll(
    /<loc>([^<]+)<\/loc>\s*<lastmod>([^<]+)<\/lastmod>/g,
  )) {
    if (Date.parse(modified) <= EPOCH) paths.add(new URL(location.replaceAll("&amp;", "&")).pathname);
  }
  return paths;
}

export function describeRevisits(entries: readonly AuditEntry[], unchanged: ReadonlySet<string>): Revisits {
  const fetched = new Set<string>();
  const again = new Set<string>();
  let laterRequests = 0;
  for (const { origin, method, path, status, tick, userAgent } of entries.toSorted(
    (a, b) => a.sinceStartMs - b.sinceStartMs,
  )) {
    if (origin !== "site" || userAgent === EXAMINER) continue;
    if (tick > 0) laterRequests += 1;
    const [page = ""] = path.split("?");
    if (method !== "GET" || status !== 200 || !unchanged.has(page)) continue;
    if (tick > 0 && fetched.has(page)) again.add(page);
    fetched.add(page);
  }
  return {
    laterRequests,
    unchanged: fetched.size,
    fetchedAgain: again.size,
    examples: [...again].slice(0, EXAMPLES).map(show),
  };
}
