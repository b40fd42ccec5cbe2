// What the work costs in energy. The work is one training on the labelled reviews, MEASURE_WORK times over; reading the stores is
// no part of it. By the processor's own meter where it may be read, else by processor time.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MeasureReport } from "@atelier/contracts/controls.ts";
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { readFacts } from "@atelier/model-store/facts.ts";
import { readFeatures } from "@atelier/model-store/feature-log.ts";
import { connectModelStores, ModelStoreConfig } from "@atelier/model-store/stores.ts";
import { readConfig } from "@atelier/platform/config.ts";
import { openEnergyMeter } from "@atelier/trainer/adapters/energy-meter.ts";
import { openBackend } from "@atelier/trainer/backend.ts";
import { energyOf, gramsCo2eOf } from "@atelier/trainer/cost.ts";
import { makeExamples } from "@atelier/trainer/examples.ts";
import { train } from "@atelier/trainer/train.ts";
import { variable } from "./log.ts";

const METHODS = {
  meter: "RAPL, compteur du processeur",
  "processor-time": "temps processeur × 3,5 W par cœur occupé (Cloud Carbon Footprint)",
} as const;
const JOULES_PER_WATT_HOUR = 3600;

const work = Number(process.env[STAGE_ENVIRONMENT.measureWork] ?? 1);
const stores = connectModelStores(readConfig(ModelStoreConfig, process.env), {
  applicationName: "measure",
  maxConnections: 2,
});
const { labelled } = makeExamples(
  await readFacts(stores.pool, stores.graph),
  await readFeatures(stores.pool, null),
);
await stores.close();
await openBackend("wasm");

const meter = openEnergyMeter();
const usage = () => ({ ...process.cpuUsage(), joules: meter.read() });
const before = usage();
for (let done = 0; done < work; done += 1) await train(labelled, "measure", () => undefined, usage);
const { cpuSeconds, joules, by } = energyOf(before, usage());

const report = MeasureReport.parse({
  method: METHODS[by],
  work,
  energyWattHours: joules / JOULES_PER_WATT_HOUR,
  gramsCo2e: gramsCo2eOf(joules),
  cpuSeconds,
});
const folder = variable(STAGE_ENVIRONMENT.outputDir);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "measure.json"), `${JSON.stringify(report, null, 2)}\n`);
process.exit(0);
