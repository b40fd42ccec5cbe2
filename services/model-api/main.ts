// The model's API as a process, or as a primary with workers: prints its address on the first line, stops on SIGTERM once
// every request is answered.
import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { trainingMetrics } from "@atelier/model-store/model-metrics.ts";
import { readConfig } from "@atelier/platform/config.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics } from "@atelier/platform/metrics.ts";
import { createTrainingProcess } from "./adapters/training-process.ts";
import { runPrimary } from "./cluster/primary.ts";
import { runWorker } from "./cluster/worker.ts";
import { Config } from "./config.ts";
import { serve } from "./serve.ts";
import { createTrainings } from "./trainings.ts";

const log = createLog("model-api", process.env["LOG_LEVEL"]);
const announce = (url: string) => void process.stdout.write(`${JSON.stringify({ url })}\n`);

await runService(log, async (signal) => {
  const config = readConfig(Config, process.env);
  const metrics = createMetrics("model-api");
  if (cluster.worker) return runWorker(cluster.worker, config, { metrics, log, signal });
  const trainings = createTrainings(createTrainingProcess(process.env, trainingMetrics(metrics)), {
    drawId: randomUUID,
    now: () => new Date(),
    onFailure: (error) => log.error({ err: error }, "a training failed"),
  });
  const { MODEL_API_WORKERS: workers, MODEL_API_PORT: port } = config;
  if (workers > 1) return runPrimary(workers, port, { trainings, metrics, log, announce, signal });
  const metricsText = () => metrics.metrics();
  const common = { trainings, takeShare: undefined, metricsText, activated: async () => undefined };
  await serve(config, { common, metrics, log, signal, listening: announce });
  await trainings.close();
});
