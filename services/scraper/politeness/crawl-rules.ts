// What an origin's robots.txt allows and how fast: Allow and Disallow by a library that follows RFC 9309;
// Request-rate and Crawl-delay, which the RFC leaves out, read here for the same groups.
import robotsModule from "robots-parser";

// The package is CommonJS and exports the function itself; its types describe a default export that is not there.
const parse = robotsModule as unknown as typeof robotsModule.default;

/** RFC 9309, 2.5: a crawler must read at least 500 kibibytes and may ignore what follows. */
export const ROBOTS_MAX_BYTES = 512 * 1024;

export interface Pace {
  /** Between two requests, on average. */
  readonly intervalMs: number;
  /**
   * How much of the time lost to a late timer or a busy moment may be made up for. A delay is a delay: none. A rate
   * counts requests in a duration: a tenth of it keeps every such window within 10 % of what was announced.
   */
  readonly slackMs: number;
}

export interface CrawlRules {
  readonly isAllowed: (path: string) => boolean;
  /** Null when the origin announces none. */
  readonly pace: Pace | null;
}

/** RFC 9309, 2.3.1.3: an origin without robots.txt (4xx) may be crawled whole. */
export const ALLOW_ALL: CrawlRules = { isAllowed: () => true, pace: null };

/** @param agent the product token, e.g. "AtelierCollector". */
export function parseRobots(origin: string, text: string, agent: string): CrawlRules {
  const robots = parse(`${origin}/robots.txt`, text);
  return {
    isAllowed: (path) => robots.isAllowed(origin + path, agent) ?? true,
    pace: readPace(text, agent.toLowerCase()),
  };
}

/** The slowest pace asked of our own group, or of everyone's (`*`) when we have none. */
function readPace(text: string, agent: string): Pace | null {
  const paces = new Map<string, Pace>();
  const seen = new Set<string>();
  let group: string[] = [];
  let inHeader = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = /^\s*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/i.exec(line);
    if (!match) continue;
    const [, field = "", value = ""] = match;
    if (/^user-agent$/i.test(field)) {
      if (!inHeader) group = [];
      group.push(value.toLowerCase());
      seen.add(value.toLowerCase());
      inHeader = true;
      continue;
    }
    inHeader = false;
    const pace = paceOf(field.toLowerCase(), value);
    if (pace === null) continue;
    for (const name of group) {
      const known = paces.get(name);
      if (!known || known.intervalMs < pace.intervalMs) paces.set(name, pace);
    }
  }
  return paces.get(seen.has(agent) ? agent : "*") ?? null;
}

/** `Request-rate: 100/1` is a hundred requests a second; a unit (s, m, h) may follow. `Crawl-delay` is in seconds. */
function paceOf(field: string, value: string): Pace | null {
  if (field === "crawl-delay") {
    const seconds = Number(value);
    return value !== "" && seconds >= 0 ? { intervalMs: seconds * 1000, slackMs: 0 } : null;
  }
  if (field !== "request-rate") return null;
  const match = /^(\d+)\s*\/\s*(\d+)\s*([smh]?)/i.exec(value);
  if (!match) return null;
  const [, requests, duration, unit = ""] = match;
  const unitMs = { "": 1000, s: 1000, m: 60_000, h: 3_600_000 }[unit.toLowerCase()] ?? 1000;
  const windowMs = Number(duration) * unitMs;
  if (Number(requests) === 0) return null;
  return { intervalMs: windowMs / Number(requests), slackMs: windowMs / 10 };
}
