// Prometheus and Alertmanager beside a kit: who is scraped follows from what runs.
import {
  attachMonitoring,
  startMonitoring,
  type Monitoring,
  type Target,
} from "@atelier/engines/monitoring.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { filesOf, findRecorded } from "../processes/service-process.ts";
import type { Stage } from "../progress.ts";
import { enginesFolder } from "../state/run-folder.ts";
import { referenceFolder, type KitState } from "./kit-state.ts";
import { REFERENCE_SERVICES } from "./metrics-ports.ts";
import { readServing } from "./reference.ts";

/** Undefined where it does not run. */
export async function findMonitoring(kit: string): Promise<Monitoring | undefined> {
  try {
    return await attachMonitoring(enginesFolder(kit));
  } catch (error) {
    if (error instanceof ConfigError && error.code === "not-running") return undefined;
    throw error;
  }
}

/** Starts what watches the kit, unless it runs already, and points it at every service that runs. */
export function observabilityStage(cli: Cli, kit: string, state: KitState): Stage {
  return {
    title: cli.t("stage.observability"),
    async run(note) {
      const monitoring =
        (await findMonitoring(kit)) ??
        (await startMonitoring({
          stateDir: enginesFolder(kit),
          detached: true,
          signal: cli.machine.interrupted,
          onProgress: (name, phase, detail) =>
            note(`${name}: ${cli.t(`phase.${phase}`)}${detail ? ` (${detail})` : ""}`),
        }));
      await monitoring.watch(await targetsOf(kit, state));
    },
  };
}

/** What runs now is to go on: one that ends later is told by its absence. */
async function targetsOf(kit: string, { metricsPorts }: KitState): Promise<Target[]> {
  const reference = referenceFolder(kit);
  const isUp = async (name: string) => (await findRecorded(filesOf(reference, name))) !== undefined;
  const targets: Target[] = [{ service: "source", port: metricsPorts["source"] ?? 0 }];
  for (const service of REFERENCE_SERVICES) {
    if (await isUp(service)) targets.push({ service, port: metricsPorts[service] ?? 0 });
  }
  // The model's API shows its metrics where it answers.
  const serving = await readServing(reference);
  if (serving && (await isUp("model-api"))) targets.push({ service: "model-api", port: serving.port });
  return targets;
}
