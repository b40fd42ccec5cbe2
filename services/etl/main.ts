// Starts the one process of the ETL that ETL_ROLE names.
import { readConfig } from "@atelier/platform/config.ts";
import { createCrashPoint } from "@atelier/platform/crash-point.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics, serveMetricsIfAsked } from "@atelier/platform/metrics.ts";
import { buildApp } from "./app.ts";
import { Config, serviceName } from "./config.ts";
import { createEtlMetrics } from "./metrics.ts";

const name = serviceName(process.env["ETL_ROLE"] ?? "etl");
const log = createLog(name, process.env["LOG_LEVEL"]);

await runService(log, async (signal) => {
  const config = readConfig(Config, process.env);
  const registry = createMetrics(name);
  const endpoint = await serveMetricsIfAsked(registry, config);
  const app = buildApp(config, {
    log,
    metrics: createEtlMetrics(registry),
    crash: createCrashPoint(config.CRASH_AT),
    print: (line) => process.stdout.write(`${line}\n`),
  });
  try {
    await app.run(signal);
  } finally {
    await endpoint?.close();
  }
});
