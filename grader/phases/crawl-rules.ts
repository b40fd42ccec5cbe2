// What robots.txt of the two public origins says to every robot, as the world itself serves it.
import { setTimeout } from "node:timers/promises";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { SITE_PATHS } from "@atelier/contracts/source.ts";
import type { AuditEntry } from "@atelier/contracts/source.ts";
import type { ExamWorld } from "./phase.ts";

export interface CrawlRules {
  readonly perSecond: Readonly<Record<"site" | "registry", number>>;
  forbids(origin: AuditEntry["origin"], path: string): boolean;
}

interface OriginRules {
  readonly disallowed: readonly string[];
  readonly perSecond: number;
}

export async function readCrawlRules(world: ExamWorld): Promise<CrawlRules> {
  const read = async (variable: string) => {
    const answer = await fetchPatiently(new URL(SITE_PATHS.robots, world.environment[variable]));
    return parseRobots(await answer.text());
  };
  return crawlRules({ site: await read(ENVIRONMENT.siteUrl), registry: await read(ENVIRONMENT.registryUrl) });
}

export const EXAMINER = "atelier-examiner";
const MOST_ASKS = 8;

/** The sources ask everybody to wait now and then, us too. */
export async function fetchPatiently(url: URL): Promise<Response> {
  for (let asked = 1; ; asked += 1) {
    const answer = await fetch(url, { headers: { "user-agent": EXAMINER } });
    if (answer.ok) return answer;
    if (![429, 503].includes(answer.status) || asked === MOST_ASKS)
      throw new Error(`${url.pathname} is answered with ${answer.status}`);
    await setTimeout(1000 * Number(answer.headers.get("retry-after") ?? 1));
  }
}

export function crawlRules(origins: Readonly<Record<"site" | "registry", OriginRules>>): CrawlRules {
  return {
    perSecond: { site: origins.site.perSecond, registry: origins.registry.perSecond },
    forbids: (origin, path) =>
      origin !== "partner" && origins[origin].disallowed.some((prefix) => path.startsWith(prefix)),
  };
}

/** The source's own rules: one group, for every robot, with prefixes and either a rate or a delay. */
export function parseRobots(text: string): OriginRules {
  const values = (name: string) =>
    text.split("\n").flatMap((line) => {
      const [field = "", ...rest] = line.split(":");
      return field.trim().toLowerCase() === name ? [rest.join(":").trim()] : [];
    });
  const [rate] = values("request-rate");
  const [delay] = values("crawl-delay");
  const [requests = NaN, seconds = NaN] = rate?.split("/").map(Number) ?? [];
  const perSecond = rate === undefined ? 1 / Number(delay) : requests / seconds;
  return { disallowed: values("disallow").filter((path) => path !== ""), perSecond: perSecond || Infinity };
}
