// The model's API as a process: prints its address on the first line, stops on SIGTERM once every request is answered.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { readFactsAround, readTies } from "@atelier/model-store/facts.ts";
import { openRegistry } from "@atelier/model-store/registry.ts";
import { readConfig } from "@atelier/platform/config.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics } from "@atelier/platform/metrics.ts";
import { connectNeo4j } from "@atelier/platform/neo4j.ts";
import { createActiveModel } from "./active-model.ts";
import { openTokenFile } from "./adapters/token-file.ts";
import { createTrainingProcess } from "./adapters/training-process.ts";
import { buildApp } from "./app.ts";
import { Config, neo4jOf, postgresOf } from "./config.ts";
import { createTrainings } from "./trainings.ts";

const LOOK_FOR_VERSIONS_MS = 500;
const log = createLog("model-api", process.env["LOG_LEVEL"]);

await runService(log, async (signal) => {
  const config = readConfig(Config, process.env);
  const pool = postgresOf(config);
  const graph = connectNeo4j(neo4jOf(config));
  const warn = (error: unknown) => log.warn({ err: error }, "what was in force stays so");
  const tokens = await openTokenFile(config.MODEL_API_TOKENS_FILE, warn);
  const model = createActiveModel(openRegistry(config.MODEL_REGISTRY_DIR), warn);
  const facts = {
    ties: (ids: readonly string[]) => readTies(graph, ids),
    around: (reviews: Parameters<typeof readFactsAround>[2]) => readFactsAround(pool, graph, reviews),
  };
  const ping = async () => void (await Promise.all([pool.query("SELECT 1"), facts.ties([])]));
  const metrics = createMetrics("model-api");
  const trainings = createTrainings(createTrainingProcess(process.env), {
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
  await Promise.all([pool.end(), graph.close()]);
});
