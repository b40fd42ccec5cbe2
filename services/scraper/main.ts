// The collector as a process: settings from the environment, records to Kafka, a summary line on standard output.
import { setTimeout as delay } from "node:timers/promises";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { readConfig } from "@atelier/platform/config.ts";
import { connectKafka } from "@atelier/platform/kafka.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics, serveMetricsIfAsked } from "@atelier/platform/metrics.ts";
import { buildApp } from "./app.ts";
import { ScraperConfig } from "./config.ts";
import { checkComplete } from "./tally.ts";

await runService(createLog("scraper"), async (signal) => {
  const config = readConfig(ScraperConfig, process.env);
  const log = createLog("scraper", config.LOG_LEVEL);
  const [brokers, username, password] = [
    config[ENVIRONMENT.kafkaBrokers],
    config[ENVIRONMENT.kafkaUsername],
    config[ENVIRONMENT.kafkaPassword],
  ];
  const kafka = connectKafka({ brokers, username, password, clientId: "scraper" }, log);
  const metrics = createMetrics("scraper");
  const endpoint = await serveMetricsIfAsked(metrics, config);
  const scraper = buildApp(config, {
    log,
    metrics,
    clock: { nowMs: () => performance.now(), sleep: (ms, stop) => delay(ms, undefined, { signal: stop }) },
    now: () => new Date(),
    openProducer: () => kafka.producer(),
    signal,
  });
  if (config.SCRAPER_MODE === "scheduled") {
    await scraper.scheduled();
  } else {
    const summary = await scraper.once();
    if (summary) {
      process.stdout.write(`${JSON.stringify(summary)}\n`);
      checkComplete(summary.sources);
    }
  }
  await scraper.close();
  await endpoint?.close();
});
