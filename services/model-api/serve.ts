// One process that answers: connects what it needs, listens, follows the active version, and stops once every request
// is answered.
import { setTimeout as delay } from "node:timers/promises";
import { readFactsAround } from "@atelier/model-store/facts.ts";
import { readTies, type Ties } from "@atelier/model-store/graph.ts";
import { createDriftWatch } from "@atelier/model-store/drift-metrics.ts";
import { modelMetrics } from "@atelier/model-store/model-metrics.ts";
import { openRegistry } from "@atelier/model-store/registry.ts";
import { connectModelStores } from "@atelier/model-store/stores.ts";
import type { Logger } from "@atelier/platform/log.ts";
import type { Registry as Metrics } from "@atelier/platform/metrics.ts";
import { translatePostgresError } from "@atelier/platform/postgres.ts";
import { openTokenFile } from "@atelier/platform/token-file.ts";
import { createActiveModel, type ActiveModel } from "./active-model.ts";
import { buildApp } from "./app.ts";
import type { TakeShare } from "./cluster/shares.ts";
import type { Config } from "./config.ts";
import type { Trainings } from "./trainings.ts";

/** What must be one, however many processes answer. */
export interface Common {
  readonly trainings: Trainings;
  /** Undefined where this process alone counts requests. */
  readonly takeShare: TakeShare | undefined;
  metricsText(): Promise<string>;
  /** Resolves when every process answers with the version that was just activated. */
  activated(): Promise<void>;
}

const MOST_CONNECTIONS = 4;
const STORE_DEADLINE_MS = 8000;
const LOOK_FOR_VERSIONS_MS = 500;
/** Looking at each record for drift would cost a seventh of a scoring: docs/decisions/0027-drift.md. */
const ONE_IN = 16;

/** @param signal ends it */
export async function serve(
  config: Config,
  {
    common,
    metrics,
    log,
    signal,
    listening,
    onModel,
  }: {
    readonly common: Common;
    readonly metrics: Metrics;
    readonly log: Logger;
    readonly signal: AbortSignal;
    readonly listening: (url: string) => Promise<void> | void;
    /** Hears of the model before anybody is answered. */
    readonly onModel?: (model: ActiveModel) => void;
  },
): Promise<void> {
  const stores = connectModelStores(config, {
    applicationName: "model-api",
    maxConnections: MOST_CONNECTIONS,
  });
  const { pool, graph } = stores;
  const warn = (error: unknown) => log.warn({ err: error }, "what was in force stays so");
  const tokens = await openTokenFile(config.MODEL_API_TOKENS_FILE, warn);
  const observer = createDriftWatch(metrics, ONE_IN);
  const model = createActiveModel(openRegistry(config.MODEL_REGISTRY_DIR), warn, observer.follow);
  onModel?.(model);
  modelMetrics(metrics, () => model.current()?.manifest);
  const facts = {
    ties: (ids: readonly string[]) => readTies(graph, ids),
    around: (reviews: readonly Ties[]) => readFactsAround(pool, graph, reviews),
  };
  const ping = async () => {
    const relational = pool.query("SELECT 1").catch((error: unknown) => {
      throw translatePostgresError(error);
    });
    await Promise.all([relational, facts.ties([])]);
  };
  const app = await buildApp({
    model,
    facts,
    observer,
    tokens: tokens.entries,
    ping,
    metrics,
    log,
    common,
    storeDeadlineMs: STORE_DEADLINE_MS,
  });
  await model.refresh();
  await listening(await app.listen({ host: config.LISTEN_HOST, port: config.MODEL_API_PORT }));
  while (!signal.aborted) {
    await delay(LOOK_FOR_VERSIONS_MS, undefined, { signal }).catch(() => undefined);
    await model.refresh();
  }
  await app.close();
  tokens.close();
  await stores.close();
}
