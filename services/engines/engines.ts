// What other packages use: start, find again and stop a set of engines.
import { ConfigError } from "@atelier/platform/errors.ts";
import {
  ENGINE_NAMES,
  type EngineName,
  type EngineRecipe,
  type EngineSet,
  type OnProgress,
  type ServerName,
} from "./engine.ts";
import { connectExternalSet } from "./external-set.ts";
import { defaultCacheDir, hostEnvironment } from "./host.ts";
import { installEngine } from "./install.ts";
import { attachNativeSet, startNativeSet, stopNativeSet } from "./native-set.ts";
import { alertmanager } from "./recipes/alertmanager.ts";
import { ferretdb } from "./recipes/ferretdb.ts";
import { kafka } from "./recipes/kafka.ts";
import { findMongod } from "./recipes/mongod.ts";
import { neo4j } from "./recipes/neo4j.ts";
import { postgres } from "./recipes/postgres.ts";
import { prometheus } from "./recipes/prometheus.ts";
import { together } from "./together.ts";

export { connectionEnvironment } from "./connections.ts";
export type { Connections, EngineName, EngineSet, OnProgress, Phase, RunningEngine } from "./engine.ts";

export const PROFILES = ["native", "external", "docker", "auto"] as const;
export type Profile = (typeof PROFILES)[number];

export interface EngineOptions {
  readonly profile: Profile;
  /** Ports, passwords, data, logs and process records of this set. */
  readonly stateDir: string;
  /** Installed engines; by default the user's cache folder, outside any checkout. */
  readonly cacheDir?: string | undefined;
  readonly only?: readonly EngineName[] | undefined;
  /** A process in the network namespace where the engines shall run. */
  readonly namespacePid?: number | undefined;
  /** Program and arguments to run each engine through, which become it: bounds what it uses. */
  readonly through?: readonly string[] | undefined;
  /** Where the external profile reads addresses and credentials; by default this process's own. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** The engines live on when this process ends; otherwise the kernel ends them with it. */
  readonly detached?: boolean | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @throws ConfigError with the remedy in its message; then nothing that this call started is left running. */
export function startEngines(options: EngineOptions): Promise<EngineSet> {
  return profiles[options.profile](options);
}

const profiles: Record<Profile, (options: EngineOptions) => Promise<EngineSet>> = {
  native: async (options) => startNativeSet(await nativeOptions(options)),
  external: (options) =>
    connectExternalSet(options.environment ?? hostEnvironment(), options.only ?? ENGINE_NAMES),
  async docker() {
    throw new ConfigError("no-images", "The engines' images are not available yet: use the profile native");
  },
  // Native until every image is present or can be pulled, and none is yet.
  auto: (options) => profiles.native(options),
};

/** Installs every engine and prepares its data folder, so that later starts only copy. */
export async function prepareEngines(
  options: Pick<EngineOptions, "cacheDir" | "only" | "onProgress" | "signal"> = {},
): Promise<void> {
  const native = await nativeOptions({ ...options, stateDir: "" });
  await together(
    native.recipes.map((recipe) => (signal) => installEngine(recipe, { ...native, signal })),
    native.signal,
  );
}

/** The folder of an engine's installed files, brought onto this machine if need be. */
export async function installedHome(name: keyof typeof BUILT): Promise<string> {
  return (await installEngine(BUILT[name], await nativeOptions({ stateDir: "" }))).home;
}

/** Those whose files we fetch or build, whatever else the machine has. */
const BUILT = { kafka, mongo: ferretdb, neo4j } as const;

/** The running set of `stateDir`, whoever started it; what it restarts lives on. @throws ConfigError `not-running`. */
export async function attachEngines(stateDir: string): Promise<EngineSet> {
  return attachNativeSet(await nativeOptions({ stateDir, detached: true }));
}

/** Ends the set of `stateDir`, whoever started it, and what watches it. @returns what was running. */
export async function stopEngines(stateDir: string): Promise<ServerName[]> {
  // To end a process its version need not be known.
  return stopNativeSet(stateDir, [...(await recipes()), prometheus(""), alertmanager("")]);
}

async function nativeOptions(options: Omit<EngineOptions, "profile">) {
  const { stateDir, namespacePid, through, detached = false, signal } = options;
  const only: readonly ServerName[] = options.only ?? ENGINE_NAMES;
  return {
    recipes: (await recipes()).filter(({ name }) => only.includes(name)),
    stateDir,
    cacheDir: options.cacheDir ?? defaultCacheDir(),
    detached,
    namespacePid,
    through,
    onProgress: options.onProgress ?? (() => undefined),
    signal,
  };
}

async function recipes(): Promise<readonly EngineRecipe[]> {
  return [kafka, postgres, (await findMongod()) ?? ferretdb, neo4j];
}
