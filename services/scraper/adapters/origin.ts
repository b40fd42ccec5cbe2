// One origin, visited politely: robots.txt first, its rate, Retry-After, retries with back-off, redirects followed
// on the same origin only, conditional requests.
import pRetry from "p-retry";
import { ConfigError, PermanentError, RetryableError } from "@atelier/platform/errors.ts";
import { pathOf } from "../extract/sitemap.ts";
import { ALLOW_ALL, parseRobots, ROBOTS_MAX_BYTES, type CrawlRules } from "../politeness/crawl-rules.ts";
import { retryAfterMs } from "../politeness/retry-after.ts";
import { createTurnstile, type Clock } from "../politeness/turnstile.ts";
import type { Headers, Http, StreamAnswer, WholeAnswer } from "./http.ts";

interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

interface GetOptions {
  /** From an earlier answer: the origin may say 304. */
  readonly validators?: Validators | undefined;
  readonly maxBytes?: number;
}

export interface Origin {
  readonly url: string;
  /** Status 200 or 304; @throws PermanentError for a page that cannot be had, RetryableError once patience is over. */
  get(path: string, options?: GetOptions): Promise<WholeAnswer>;
  /** Status 200; the caller reads or destroys the body. */
  open(
    path: string,
    headers?: Readonly<Record<string, string>>,
    idleTimeoutMs?: number,
  ): Promise<StreamAnswer>;
  /** What became of it all so far. */
  readonly counts: Readonly<OriginCounts>;
}

export const OUTCOMES = ["ok", "not-modified", "redirected", "refused", "busy", "unreachable"] as const;
type Outcome = (typeof OUTCOMES)[number];

interface OriginCounts {
  /** HTTP requests, retries and redirects included. */
  readonly requests: Readonly<Record<Outcome, number>>;
  readonly retries: number;
  /** Time for which requests were held back out of politeness, all of them together. */
  readonly waitedMs: number;
}

export interface OriginDeps {
  readonly http: Http;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** First wait of the back-off. */
  readonly backOffMs: number;
  readonly retries: number;
  /** Product token under which robots.txt knows us. */
  readonly agent: string;
}

const MAX_REDIRECTS = 5;
const MAX_BACK_OFF_MS = 10_000;
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;
/** RFC 9309, 2.4: robots.txt is not to be trusted for more than a day; an hour follows changes better. */
const RULES_MAX_AGE_MS = 3_600_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export function createOrigin(url: string, deps: OriginDeps): Origin {
  const { http, clock, signal } = deps;
  const turnstile = createTurnstile(clock);
  const requests = { ok: 0, "not-modified": 0, redirected: 0, refused: 0, busy: 0, unreachable: 0 };
  const counts = { requests, retries: 0, waitedMs: 0 };
  let rules: Promise<CrawlRules> | null = null;
  let rulesExpireAtMs = 0;

  function patiently<T>(attempt: () => Promise<T>): Promise<T> {
    return pRetry(attempt, {
      retries: deps.retries,
      minTimeout: deps.backOffMs,
      maxTimeout: MAX_BACK_OFF_MS,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => error instanceof RetryableError,
      onFailedAttempt: ({ error, retriesLeft }) => {
        if (error instanceof RetryableError && retriesLeft > 0) counts.retries += 1;
      },
    });
  }

  /** Makes one request when it is polite to, and counts what became of it. */
  async function request<A extends { readonly status: number }>(ask: () => Promise<A>): Promise<A> {
    const cameAtMs = clock.nowMs();
    await turnstile.pass(signal);
    counts.waitedMs += clock.nowMs() - cameAtMs;
    try {
      const answer = await ask();
      requests[outcomeOf(answer.status)] += 1;
      return answer;
    } catch (error) {
      requests.unreachable += 1;
      throw error;
    }
  }

  /** @throws RetryableError for a status that may pass */
  function checkStatus(path: string, status: number, headers: Headers): void {
    if (status < 500 && status !== 429) return;
    const pauseMs = retryAfterMs(headers["retry-after"], headers.date);
    if (pauseMs !== null) turnstile.pause(pauseMs);
    throw new RetryableError("source-busy", `${path}: status ${status}`);
  }

  const getOnce = (path: string, headers: Record<string, string>, maxBytes: number, cut = false) =>
    patiently(async () => {
      const answer = await request(() => http.whole(path, { headers, maxBytes, cut }));
      checkStatus(path, answer.status, answer.headers);
      return answer;
    });

  async function loadRules(): Promise<CrawlRules> {
    const answer = await getOnce("/robots.txt", {}, ROBOTS_MAX_BYTES, true);
    const loaded =
      answer.status === 200 ? parseRobots(url, answer.body.toString("utf8"), deps.agent) : ALLOW_ALL;
    turnstile.setPace(loaded.pace);
    return loaded;
  }

  /** @throws PermanentError `robots-forbidden` */
  async function checkAllowed(path: string): Promise<void> {
    if (!rules || clock.nowMs() > rulesExpireAtMs) {
      rulesExpireAtMs = clock.nowMs() + RULES_MAX_AGE_MS;
      rules = loadRules();
      rules.catch(() => {
        rules = null;
      });
    }
    if ((await rules).isAllowed(path)) return;
    throw new PermanentError("robots-forbidden", `${path}: robots.txt forbids it`);
  }

  /** @throws PermanentError unless the redirect stays here and has not been seen */
  function redirectTarget(from: string, headers: Headers, seen: ReadonlySet<string>): string {
    const target = pathOf(headers.location ?? "", url + from);
    if (target === null) {
      throw new PermanentError("redirect-elsewhere", `${from}: redirected to another origin, or nowhere`);
    }
    if (seen.has(target)) throw new PermanentError("redirect-loop", `${from}: redirected in a circle`);
    if (seen.size > MAX_REDIRECTS) {
      throw new PermanentError("redirect-loop", `${from}: redirected more than ${MAX_REDIRECTS} times`);
    }
    return target;
  }

  return {
    url,
    async get(path, { validators, maxBytes = DEFAULT_MAX_BYTES } = {}) {
      const seen = new Set<string>();
      let at = path;
      for (;;) {
        await checkAllowed(at);
        seen.add(at);
        const answer = await getOnce(at, conditional(validators), maxBytes);
        if (answer.status === 200 || answer.status === 304) return answer;
        if (!REDIRECTS.has(answer.status)) throw unexpected(at, answer.status);
        at = redirectTarget(at, answer.headers, seen);
      }
    },
    async open(path, headers = {}, idleTimeoutMs) {
      await checkAllowed(path);
      return patiently(async () => {
        const answer = await request(() =>
          http.stream(path, {
            // Bytes as they are stored: a compressed file is to be read as such.
            headers: { "accept-encoding": "identity", ...headers },
            signal,
            idleTimeoutMs,
          }),
        );
        if (answer.status === 200) return answer;
        await answer.body.dump();
        checkStatus(path, answer.status, answer.headers);
        throw unexpected(path, answer.status);
      });
    },
    counts,
  };
}

function outcomeOf(status: number): Outcome {
  if (status === 304) return "not-modified";
  if (status < 300) return "ok";
  if (status < 400) return "redirected";
  return status === 429 || status >= 500 ? "busy" : "refused";
}

function conditional(validators: Validators | undefined): Record<string, string> {
  const headers: Record<string, string> = { "accept-encoding": "gzip" };
  if (validators?.etag) headers["if-none-match"] = validators.etag;
  else if (validators?.lastModified) headers["if-modified-since"] = validators.lastModified;
  return headers;
}

function unexpected(path: string, status: number): Error {
  if (status === 401) {
    return new ConfigError(
      "key-refused",
      `${path}: status 401. The origin refuses the key: check SOURCE_PARTNER_KEY`,
    );
  }
  return new PermanentError(`http-${status}`, `${path}: status ${status}`);
}
