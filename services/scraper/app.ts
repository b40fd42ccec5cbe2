// The collector: objections first, then every origin at once, each at its own pace; once, or round after round.
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { SourceId } from "@atelier/contracts/kinds.ts";
import { ALL_RULES } from "@atelier/contracts/rules.ts";
import { createCrashPoint } from "@atelier/platform/crash-point.ts";
import { RetryableError } from "@atelier/platform/errors.ts";
import type { Producer } from "@atelier/platform/kafka.ts";
import type { Logger } from "@atelier/platform/log.ts";
import type { Registry } from "@atelier/platform/metrics.ts";
import { findChromium, openRenderer } from "./adapters/browser.ts";
import { openCheckpoint } from "./adapters/checkpoint.ts";
import { createHttp } from "./adapters/http.ts";
import { createOrigin, type Origin } from "./adapters/origin.ts";
import type { Collector } from "./collect/collector.ts";
import { collectDropFiles } from "./collect/drop-files.ts";
import { collectEvents } from "./collect/events.ts";
import { collectObjections } from "./collect/objections.ts";
import { collectOrders } from "./collect/orders.ts";
import { collectRegistry } from "./collect/registry.ts";
import { collectSite } from "./collect/site.ts";
import type { ScraperConfig } from "./config.ts";
import { createLedger } from "./ledger.ts";
import { registerScraperMetrics } from "./metrics.ts";
import type { Clock } from "./politeness/turnstile.ts";
import { createPublisher } from "./publisher.ts";
import { createTally, type Counts } from "./tally.ts";

const AGENT = "AtelierCollector";

export interface ScraperDeps {
  readonly log: Logger;
  readonly metrics: Registry;
  readonly clock: Clock;
  readonly now: () => Date;
  readonly openProducer: () => Promise<Producer>;
  readonly signal: AbortSignal;
}

interface Summary {
  readonly sources: Readonly<Record<SourceId, Counts>>;
  /** HTTP requests, retries and redirects included. */
  readonly requests: number;
  readonly seconds: number;
}

export interface Scraper {
  /** Collects everything up to the end-of-world mark; null when it was told to stop before. */
  once(): Promise<Summary | null>;
  /** Collects what changes, until the signal. */
  scheduled(): Promise<void>;
  close(): Promise<void>;
}

const IDLE_TIMEOUT_MS = 15_000;
const ANSWER_TIMEOUT_MS = 60_000;
const BACK_OFF_MS = 200;
const RETRIES = 8;
const RECONNECT_MS = 500;
const PROGRESS_EVERY_MS = 1000;

export function buildApp(config: ScraperConfig, deps: ScraperDeps): Scraper {
  const { log, clock, signal } = deps;
  const executablePath = findChromium(config.PATH);
  const checkpoint = openCheckpoint(config.SCRAPER_STATE_DIR);
  const tally = createTally();
  const publisher = createPublisher({
    openProducer: deps.openProducer,
    checkpoint,
    tally,
    crashPoint: createCrashPoint(config.CRASH_AT),
    signal,
    backOffMs: BACK_OFF_MS,
  });
  const collector: Collector = {
    checkpoint,
    publisher,
    ledger: createLedger(checkpoint.forgotten()),
    tally,
    log,
    rules: ALL_RULES,
    pseudonymKey: config[ENVIRONMENT.pseudonymKey],
    signal,
    now: deps.now,
    concurrency: config.SCRAPER_CONCURRENCY,
  };

  const closing: (() => Promise<void>)[] = [];
  const visit = (url: string, headers: Record<string, string> = {}): Origin => {
    const http = createHttp({
      url,
      headers: { "user-agent": `${AGENT}/1.0 (+mailto:${config.SCRAPER_CONTACT})`, ...headers },
      connections: config.SCRAPER_CONCURRENCY + 1,
      idleTimeoutMs: IDLE_TIMEOUT_MS,
      answerTimeoutMs: ANSWER_TIMEOUT_MS,
    });
    closing.push(() => http.close());
    return createOrigin(new URL(url).origin, {
      http,
      clock,
      signal,
      backOffMs: BACK_OFF_MS,
      retries: RETRIES,
      agent: AGENT,
    });
  };
  const site = visit(config[ENVIRONMENT.siteUrl]);
  const partner = visit(config[ENVIRONMENT.partnerUrl], {
    authorization: `Bearer ${config[ENVIRONMENT.partnerKey]}`,
  });
  const registry = visit(config[ENVIRONMENT.registryUrl]);

  const origins = { site, partner, registry };
  registerScraperMetrics(deps.metrics, { origins, tally, publisher });

  const openBrowser = () => openRenderer(executablePath, site);
  const events = (untilEnd: boolean) =>
    collectEvents(partner, collector, { untilEnd, reconnectMs: RECONNECT_MS, sleep: clock.sleep });
  let reported = "{}";
  const reportProgress = () => {
    const now = JSON.stringify(tally.progress);
    if (now === reported) return;
    reported = now;
    log.info({ progress: tally.progress }, "progress");
  };

  async function withProgress<T>(work: () => Promise<T>): Promise<T> {
    const timer = setInterval(reportProgress, PROGRESS_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      reportProgress();
    }
  }

  /**
   * Without objections, nobody's data may be collected.
   * @throws ConfigError when the partner refuses the key, RetryableError when it does not answer
   */
  async function requireObjections(): Promise<void> {
    if (await collectObjections(partner, collector)) return;
    throw new RetryableError("no-objections", "The partner's objections cannot be had; nothing is collected");
  }

  /** False when the signal ended the work; what was in flight is collected anew next time. */
  async function untilStopped(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return !signal.aborted;
    } catch (error) {
      if (!signal.aborted) throw error;
      return false;
    }
  }

  async function rounds(round: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      await round();
      await publisher.drain();
      await clock.sleep(config.SCRAPER_INTERVAL_MS, signal).catch(() => undefined);
    }
  }

  async function collectAll(): Promise<void> {
    await publisher.connect();
    await requireObjections();
    await Promise.all([
      collectSite(site, collector, openBrowser),
      collectOrders(partner, collector),
      collectDropFiles(partner, collector),
      events(true),
      collectRegistry(registry, collector),
    ]);
    await publisher.drain();
  }

  async function collectRounds(): Promise<void> {
    await publisher.connect();
    await requireObjections();
    await Promise.all([
      rounds(() => collectSite(site, collector, openBrowser)),
      rounds(async () => {
        await collectObjections(partner, collector);
        await collectOrders(partner, collector);
        await collectDropFiles(partner, collector);
      }),
      rounds(() => collectRegistry(registry, collector)),
      rounds(() => events(false)),
    ]);
  }

  return {
    async once() {
      const startedMs = clock.nowMs();
      if (!(await untilStopped(() => withProgress(collectAll)))) return null;
      return {
        sources: tally.counts,
        requests: sum(Object.values(origins).flatMap(({ counts }) => Object.values(counts.requests))),
        seconds: Math.round(clock.nowMs() - startedMs) / 1000,
      };
    },
    async scheduled() {
      await untilStopped(() => withProgress(collectRounds));
    },
    async close() {
      await Promise.all(closing.map((close) => close()));
      await publisher.close();
      checkpoint.close();
    },
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
