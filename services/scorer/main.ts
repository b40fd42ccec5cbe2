// The scorer as a process: scores reviews as they arrive, until SIGTERM.
import { createDriftWatch } from "@atelier/model-store/drift-metrics.ts";
import { readConfig } from "@atelier/platform/config.ts";
import { createCrashPoint } from "@atelier/platform/crash-point.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics, serveMetricsIfAsked } from "@atelier/platform/metrics.ts";
import { buildApp } from "./app.ts";
import { Config } from "./config.ts";
import { createScorerMetrics } from "./metrics.ts";

const log = createLog("scorer", process.env["LOG_LEVEL"]);

await runService(log, async (signal) => {
  const config = readConfig(Config, process.env);
  const registry = createMetrics("scorer");
  const endpoint = await serveMetricsIfAsked(registry, config);
  const app = buildApp(config, {
    log,
    metrics: createScorerMetrics(registry),
    crash: createCrashPoint(config.CRASH_AT),
    observer: createDriftWatch(registry),
  });
  try {
    await app.run(signal);
  } finally {
    await endpoint?.close();
  }
});
