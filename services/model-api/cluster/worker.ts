// One of several processes that answer: what must be one for all of them, it asks of the primary.
import type { Logger } from "@atelier/platform/log.ts";
import type { MetricsAsJson, Registry } from "@atelier/platform/metrics.ts";
import type { ActiveModel } from "../active-model.ts";
import type { Config } from "../config.ts";
import { serve } from "../serve.ts";
import { connectCalls, type Channel } from "./calls.ts";
import type { PrimaryOffers } from "./primary.ts";
import { createTaker } from "./shares.ts";

const DEADLINE_MS = 10_000;

export interface WorkerOffers {
  metrics(): Promise<MetricsAsJson>;
  /** Looks which version is active. */
  refresh(): Promise<void>;
  /** Answers what has come, then ends. */
  stop(): Promise<void>;
}

/** @param signal ends it, as a word from the primary does */
export async function runWorker(
  channel: Channel,
  config: Config,
  deps: { readonly metrics: Registry; readonly log: Logger; readonly signal: AbortSignal },
): Promise<void> {
  const told = new AbortController();
  let model: ActiveModel | undefined;
  const offers: WorkerOffers = {
    metrics: () => deps.metrics.getMetricsAsJSON(),
    refresh: async () => model?.refresh(),
    stop: async () => told.abort(),
  };
  const { call } = connectCalls<PrimaryOffers>(channel, { ...offers }, DEADLINE_MS);
  await serve(config, {
    ...deps,
    signal: AbortSignal.any([deps.signal, told.signal]),
    common: {
      trainings: {
        begin: (request) => call("beginTraining", request),
        find: (id) => call("findTraining", id),
        cancel: (id) => call("cancelTraining", id),
      },
      takeShare: createTaker((...asked) => call("grant", ...asked), Date.now),
      metricsText: () => call("metrics"),
      activated: () => call("activated"),
    },
    onModel: (active) => (model = active),
    listening: (url) => call("listening", url),
  });
  await call("farewell", await deps.metrics.getMetricsAsJSON());
}
