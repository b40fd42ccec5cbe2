// A polite client: an honest name, a pace, patience with what fails for a moment.
import { setTimeout as delay } from "node:timers/promises";

const AGENT = "AuditStarter/0.1 (+mailto:audit@assiettes-sinceres.example)";
const MS_BETWEEN_REQUESTS = 20;
const TRIES = 6;

export interface PoliteClient {
  get(path: string): Promise<string>;
}

/** Paths that robots.txt forbids to all robots. */
export function forbiddenPaths(robots: string): string[] {
  return Array.from(robots.matchAll(/^Disallow:\s*(\S+)/gm), ([, path = ""]) => path);
}

export async function createClient(
  baseUrl: string,
  headers: Record<string, string> = {},
): Promise<PoliteClient> {
  async function fetchText(path: string): Promise<string> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      await delay(MS_BETWEEN_REQUESTS);
      const answer = await fetch(new URL(path, baseUrl), {
        headers: { "user-agent": AGENT, ...headers },
        signal: AbortSignal.timeout(30_000),
      }).catch(() => undefined);
      if (answer?.ok) return answer.text();
      if (answer && answer.status !== 429 && answer.status !== 503) {
        throw new Error(`${path}: ${answer.status}`);
      }
      await delay(Number(answer?.headers.get("retry-after") ?? attempt) * 1000);
    }
    throw new Error(`${path} does not answer`);
  }
  const forbidden = "authorization" in headers ? [] : forbiddenPaths(await fetchText("/robots.txt"));
  return {
    async get(path) {
      if (forbidden.some((start) => path.startsWith(start)))
        throw new Error(`${path} is forbidden to robots`);
      return fetchText(path);
    },
  };
}
