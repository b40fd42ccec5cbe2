// The scorer: waits until a model is active, then scores what arrives, and follows the registry.
import { cleanTopic } from "@atelier/contracts/kinds.ts";
import { openRegistry } from "@atelier/model-store/registry.ts";
import { connectModelStores } from "@atelier/model-store/stores.ts";
import { consume } from "@atelier/platform/consume.ts";
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { connectKafka } from "@atelier/platform/kafka.ts";
import type { Logger } from "@atelier/platform/log.ts";
import { sideBySide } from "@atelier/platform/side-by-side.ts";
import { untilAvailable } from "@atelier/platform/until-available.ts";
import { setTimeout as delay } from "node:timers/promises";
import { createActiveVersion, type ActiveVersion } from "./activation.ts";
import type { Config } from "./config.ts";
import { createLiveScoring } from "./live.ts";
import type { ScorerMetrics } from "./metrics.ts";
import type { ScoreObserver } from "./observer.ts";
import { createShinglesMemo } from "./shingles-memo.ts";

export interface Deps {
  readonly log: Logger;
  readonly metrics: ScorerMetrics;
  readonly crash: CrashPoint;
  readonly observer: ScoreObserver;
}

export interface App {
  /** Resolves once `signal` aborted and everything is closed. */
  run(signal: AbortSignal): Promise<void>;
}

const GROUP = "scorer";
const TOPICS = [cleanTopic("reviews")];
const LOOK_FOR_VERSIONS_MS = 500;
/** A full batch of reviews: what is around one costs nearly as much for a part of it. */
const FETCH_BYTES = 4 << 20;

export function buildApp(config: Config, deps: Deps): App {
  return {
    async run(signal) {
      const { log, metrics } = deps;
      const kafka = connectKafka(
        {
          brokers: config.KAFKA_BROKERS,
          username: config.KAFKA_USERNAME,
          password: config.KAFKA_PASSWORD,
          clientId: GROUP,
        },
        log,
      );
      const stores = connectModelStores(config, {
        applicationName: GROUP,
        maxConnections: config.CONCURRENCY + 3,
      });
      const producer = await kafka.producer();
      const registry = openRegistry(config.MODEL_REGISTRY_DIR);
      const scoring = { ...deps, ...stores, registry, producer, signal, memo: createShinglesMemo() };
      const active = createActiveVersion(scoring);
      const live = createLiveScoring({ ...scoring, active });
      const follow = () =>
        untilAvailable(() => followOnce(active), log, signal).catch((error: unknown) => {
          if (signal.aborted) return false;
          throw error;
        });
      try {
        if (!(await follow())) log.info("waiting for a model to be active");
        while (!signal.aborted && !(await follow())) await rest(signal);
        if (signal.aborted) return;
        await sideBySide(signal, (both) => [
          consume({
            kafka,
            groupId: GROUP,
            topics: TOPICS,
            maxRecords: config.MAX_BATCH_RECORDS,
            concurrency: config.CONCURRENCY,
            maxPartitionBytes: FETCH_BYTES,
            startOffset: live.startOffset,
            apply: live.apply,
            crash: deps.crash,
            metrics,
            log,
            signal: both,
          }),
          (async () => {
            for (; !both.aborted; await rest(both)) await follow();
          })(),
        ]);
      } finally {
        await producer.close();
        await stores.close();
      }
    },
  };
}

/** Before the first training there is no version, and nothing is wrong. */
async function followOnce(active: ActiveVersion): Promise<boolean> {
  try {
    return await active.follow();
  } catch (error) {
    if (error instanceof ConfigError && error.code === "no-active-version") return false;
    throw error;
  }
}

const rest = (signal: AbortSignal): Promise<void> =>
  delay(LOOK_FOR_VERSIONS_MS, undefined, { signal }).catch(() => undefined);
