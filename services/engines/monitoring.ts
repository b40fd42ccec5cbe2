// Prometheus and Alertmanager beside a set of engines, in the same folder of state: started, found again, and told whom to scrape.
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@atelier/platform/errors.ts";
import { packageVersion } from "./debian.ts";
import type { EngineRecipe, MonitorName, OnProgress, RunningEngine } from "./engine.ts";
import { defaultCacheDir } from "./host.ts";
import { installEngine } from "./install.ts";
import { attachNativeSet, startNativeSet } from "./native-set.ts";
import { alertmanager, amtoolOf } from "./recipes/alertmanager.ts";
import { prometheus, promtoolOf } from "./recipes/prometheus.ts";
import { readState } from "./state.ts";

/** Where a service shows its metrics. */
export interface Target {
  readonly service: string;
  readonly port: number;
}

export interface Monitoring {
  readonly prometheusUrl: string;
  readonly alertmanagerUrl: string;
  readonly engines: readonly RunningEngine[];
  /** From now on these are scraped, and no others. */
  watch(targets: readonly Target[]): Promise<void>;
}

export interface MonitoringOptions {
  /** That of the set of engines. */
  readonly stateDir: string;
  readonly cacheDir?: string | undefined;
  /** As for engines: lives on when this process ends. */
  readonly detached?: boolean | undefined;
  /** In place of what `prometheus.yml` says, for services. */
  readonly scrapeIntervalSeconds?: number | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @throws ConfigError with the remedy in its message; then nothing that this call started is left running */
export async function startMonitoring(options: MonitoringOptions): Promise<Monitoring> {
  const set = await startNativeSet(await nativeOptions(options));
  return monitoringOf(set.engines, options);
}

/** What runs in `stateDir`, whoever started it. @throws ConfigError `not-running` when one of the two does not */
export async function attachMonitoring(stateDir: string): Promise<Monitoring> {
  const set = await attachNativeSet({ ...(await knownRecipes(stateDir)), ...DETACHED, stateDir });
  return monitoringOf(set.engines, { stateDir });
}

/** Those of the two that run in `stateDir`. */
export async function runningMonitors(stateDir: string): Promise<readonly RunningEngine[]> {
  const { recipes: known } = await knownRecipes(stateDir);
  const sets = known.map((recipe) =>
    attachNativeSet({ recipes: [recipe], ...DETACHED, stateDir }).catch((error: unknown) => {
      if (error instanceof ConfigError && error.code === "not-running") return { engines: [] };
      throw error;
    }),
  );
  return (await Promise.all(sets)).flatMap(({ engines }) => engines);
}

const DETACHED = { cacheDir: defaultCacheDir(), detached: true, onProgress: () => undefined };

/** In the versions that their data are of. */
async function knownRecipes(stateDir: string): Promise<{ recipes: readonly EngineRecipe[] }> {
  const state = (await readState(stateDir)) ?? {};
  return {
    recipes: [prometheus(state.prometheus?.version ?? ""), alertmanager(state.alertmanager?.version ?? "")],
  };
}

/** Programs that check configuration and rules. */
export async function installMonitoringTools(): Promise<{
  readonly promtool: string;
  readonly amtool: string;
}> {
  const options = { cacheDir: defaultCacheDir(), onProgress: () => undefined };
  const homes: Record<string, string> = {};
  for (const recipe of await recipes()) homes[recipe.name] = (await installEngine(recipe, options)).home;
  return { promtool: promtoolOf(homes["prometheus"] ?? ""), amtool: amtoolOf(homes["alertmanager"] ?? "") };
}

async function recipes(): Promise<readonly EngineRecipe[]> {
  const [one, other] = await Promise.all(["prometheus", "prometheus-alertmanager"].map(packageVersion));
  return [prometheus(one ?? ""), alertmanager(other ?? "")];
}

async function nativeOptions(options: MonitoringOptions) {
  const { stateDir, cacheDir = defaultCacheDir(), detached = false, signal } = options;
  const { onProgress = () => undefined } = options;
  return { recipes: await recipes(), stateDir, cacheDir, detached, onProgress, signal };
}

async function monitoringOf(
  engines: readonly RunningEngine[],
  { stateDir, scrapeIntervalSeconds }: Pick<MonitoringOptions, "stateDir" | "scrapeIntervalSeconds">,
): Promise<Monitoring> {
  const portOf = (name: MonitorName) => engines.find((one) => one.name === name)?.port ?? 0;
  const folder = join(stateDir, "prometheus", "targets");
  const own = (["prometheus", "alertmanager"] as const).map((service) => ({
    service,
    port: portOf(service),
  }));
  await writeTargets(join(folder, "monitoring.json"), own);
  await writeTargets(join(folder, "alertmanagers.json"), own.slice(1));
  return {
    prometheusUrl: `http://127.0.0.1:${portOf("prometheus")}`,
    alertmanagerUrl: `http://127.0.0.1:${portOf("alertmanager")}`,
    engines,
    watch: (targets) => writeTargets(join(folder, "services.json"), targets, scrapeIntervalSeconds),
  };
}

/** https://prometheus.io/docs/prometheus/2.42/configuration/configuration/#file_sd_config; appears whole: it is watched. */
async function writeTargets(
  file: string,
  targets: readonly Target[],
  intervalSeconds?: number,
): Promise<void> {
  const interval = intervalSeconds === undefined ? {} : { __scrape_interval__: `${intervalSeconds}s` };
  const timeout = intervalSeconds === undefined ? {} : { __scrape_timeout__: `${intervalSeconds}s` };
  const groups = targets.map(({ service, port }) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { service, ...interval, ...timeout },
  }));
  await writeFile(`${file}.new`, JSON.stringify(groups));
  await rename(`${file}.new`, file);
}
