// The model's API as a process: prints its address on the first line, stops on SIGTERM once every request is answered.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { readFactsAround } from "@atelier/model-store/facts.ts";
import { readTies, type Ties } from "@atelier/model-store/graph.ts";
import { modelMetrics, trainingMetrics } from "@atelier/model-store/model-metrics.ts";
import { openRegistry } from "@atelier/model-store/registry.ts";
import { connectModelStores } from "@atelier/model-store/stores.ts";
import { readConfig } from "@atelier/platform/config.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics } from "@atelier/platform/metrics.ts";
import { openTokenFile } from "@atelier/platform/token-file.ts";
import { createActiveModel } from "./active-model.ts";
import { createTrainingProcess } from "./adapters/training-process.ts";
import { buildApp } from "./app.ts";
import { Config } from "./config.ts";
import { createTrainings } from "./trainings.ts";

const MOST_CONNECTIONS = 4;
const LOOK_FOR_VERSIONS_MS = 500;
const log = createLog("model-api", process.env["LOG_LEVEL"]);

await runService(log, async (signal) => {
  const config = readConfig(Config, process.env);
  const stores = connectModelStores(config, {
    applicationName: "model-api",
    maxConnections: MOST_CONNECTIONS,
  });
  const { pool, graph } = stores;
  const warn = (error: unknown) => log.warn({ err: error }, "what was in force stays so");
  const tokens = await openTokenFile(config.MODEL_API_TOKENS_FILE, warn);
  const model = createActiveModel(openRegistry(config.MODEL_REGISTRY_DIR), warn);
  const facts = {
    ties: (ids: readonly string[]) => readTies(graph, ids),
    around: (reviews: readonly Ties[]) => readFactsAround(pool, graph, reviews),
  };
  const ping = async () => void (await Promise.all([pool.query("SELECT 1"), facts.ties([])]));
  const metrics = createMetrics("model-api");
  modelMetrics(metrics, () => model.current()?.manifest);
  const trainings = createTrainings(createTrainingProcess(process.env, trainingMetrics(metrics)), {
    drawId: randomUUID,
    now: () => new Date(),
    onFailure: (error) => log.error({ err: error }, "a training failed"),
  });
  const app = await buildApp({ model, facts, trainings, tokens: tokens.entries, ping, metrics, log });
  await model.refresh();
  const url = await app.listen({ host: "127.0.0.1", port: config.MODEL_API_PORT });
  process.stdout.write(`${JSON.stringify({ url })}\n`);
  while (!signal.aborted) {
    await delay(LOOK_FOR_VERSIONS_MS, undefined, { signal }).catch(() => undefined);
    await model.refresh();
  }
  await app.close();
  tokens.close();
  await trainings.close();
  await stores.close();
});
