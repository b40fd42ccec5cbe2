// Trains a model; prints one JSON line about what it did.
import { readConfig } from "@atelier/platform/config.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { openEnergyMeter } from "./adapters/energy-meter.ts";
import { buildApp } from "./app.ts";
import { Config } from "./config.ts";

const meter = openEnergyMeter();
const log = createLog("trainer", process.env["LOG_LEVEL"]);

await runService(log, async (signal) => {
  const app = buildApp(readConfig(Config, process.env), {
    log,
    print: (line) => process.stdout.write(`${line}\n`),
    usage: () => ({ ...process.cpuUsage(), joules: meter.read() }),
    peakRssBytes: () => process.resourceUsage().maxRSS * 1024,
  });
  await app.run(signal);
});
