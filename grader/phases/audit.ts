// Judges nothing: counts, from the audit log of the main world's sources, what a collector that minds the rules would not do.
import type { AuditEntry } from "@atelier/contracts/source.ts";
import type { Audit } from "../observations/audit.ts";
import { show } from "../stores/compare-columns.ts";
import { readCrawlRules, type CrawlRules } from "./crawl-rules.ts";
import type { Phase } from "./phase.ts";

const EXAMPLES = 5;
/** Long enough that a burst after a rest is no breach. */
const WINDOW_SECONDS = 10;
const REGISTRY_WINDOW_SECONDS = 5;
/** What a browser fetches for a page besides it. */
const NOT_A_DOCUMENT = /\.(?:css|js|mjs|map|ico|svg|png|jpe?g|gif|webp|woff2?|ttf)(?:$|\?)|^\/favicon/i;
const BROWSER = /mozilla|chrome|safari|firefox|edg(?:e|\/)|opera|trident/i;
/** What honest robots put into such a name: who they are, and where to ask. */
const NAMES_ITSELF = /\+?https?:\/\/|@|bot\b|crawler|spider|scraper|collect|atelier/i;

export const audit: Phase<"audit"> = {
  part: "audit",
  world: "main",
  async observe(world) {
    // By then the collection is over: what we ask ourselves comes after it.
    const entries = [...world.audit()];
    return describeAudit(entries, await readCrawlRules(world));
  },
};

export function describeAudit(entries: readonly AuditEntry[], rules: CrawlRules): Audit {
  const documents = entries.filter(({ path }) => !NOT_A_DOCUMENT.test(path));
  const forbidden = entries.filter(({ origin, path }) => rules.forbids(origin, path));
  const rates = (["site", "registry"] as const).map((origin) => {
    const own = documents.filter((entry) => entry.origin === origin && !entry.path.startsWith("/robots.txt"));
    const windowSeconds = origin === "site" ? WINDOW_SECONDS : REGISTRY_WINDOW_SECONDS;
    return {
      origin,
      requests: own.length,
      allowedPerSecond: rules.perSecond[origin],
      windowSeconds,
      highestPerSecond: highestMean(
        own.map(({ sinceStartMs }) => sinceStartMs),
        windowSeconds,
      ),
    };
  });
  const agents = Map.groupBy(entries, ({ userAgent }) => userAgent);
  return {
    requests: entries.length,
    documents: new Set(
      documents.filter(({ status }) => status === 200).map(({ origin, path }) => `${origin}${path}`),
    ).size,
    forbidden: {
      requests: forbidden.length,
      examples: [...new Set(forbidden.map(({ path }) => show(path)))].slice(0, EXAMPLES),
    },
    rates,
    waits: describeWaits(entries),
    agents: [...agents]
      .map(([name, own]) => ({
        name: show(name),
        requests: own.length,
        posesAsBrowser: name.trim() === "" || (BROWSER.test(name) && !NAMES_ITSELF.test(name)),
      }))
      .toSorted((a, b) => b.requests - a.requests)
      .slice(0, EXAMPLES * 2),
  };
}

/** The busiest window's mean: pauses between its first request and its last, over the window's length. */
export function highestMean(times: readonly number[], windowSeconds: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [index, at] of sorted.entries()) {
    while ((sorted[first] ?? at) < at - windowSeconds * 1000) first += 1;
    most = Math.max(most, index - first);
  }
  return most / windowSeconds;
}

/** Clocks of the two sides, and requests that were on their way already. */
const LENIENCE_MS = 250;

/** The same document asked for again before the wait that was told is over. */
function describeWaits(entries: readonly AuditEntry[]): Audit["waits"] {
  const until = new Map<string, number>();
  const examples: string[] = [];
  let told = 0;
  let early = 0;
  for (const { origin, path, status, sinceStartMs, retryAfterSeconds } of entries.toSorted(
    (a, b) => a.sinceStartMs - b.sinceStartMs,
  )) {
    const key = `${origin} ${path}`;
    if (sinceStartMs < (until.get(key) ?? 0) - LENIENCE_MS) {
      early += 1;
      if (examples.length < EXAMPLES) examples.push(show(path));
    }
    if (status !== 429) continue;
    told += 1;
    until.set(key, sinceStartMs + (retryAfterSeconds ?? 1) * 1000);
  }
  return { told, early, examples };
}
