// A set of engines as processes of this machine, from its folder of state.
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ConfigError } from "@atelier/platform/errors.ts";
import { cached, requireSpace } from "./cache.ts";
import { connectionsOf } from "./connections.ts";
import type { Connections, EngineName, EngineRecipe, OnProgress, Place, Workshop } from "./engine.ts";
import { findProcess, startProcess, stopProcess, type ProcessFiles } from "./engine-process.ts";
import { withLock } from "./lock.ts";
import { enterNamespace } from "./namespace.ts";
import { isPortFree } from "./ports.ts";
import { runCommand } from "./run-command.ts";
import { completeState, readState, writeState, type SetState } from "./state.ts";

export interface NativeOptions {
  readonly recipes: readonly EngineRecipe[];
  readonly stateDir: string;
  readonly cacheDir: string;
  readonly detached: boolean;
  readonly namespacePid?: number | undefined;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

export interface RunningEngine {
  readonly name: EngineName;
  readonly pid: number;
  readonly port: number;
  readonly version: string;
  readonly logFile: string;
  readonly dataDir: string;
}

export interface EngineSet {
  readonly connections: Connections;
  /** Those that run now. */
  readonly engines: readonly RunningEngine[];
  stop(): Promise<void>;
  stopOne(name: EngineName): Promise<void>;
  /** Again on the same port and data. */
  startOne(name: EngineName): Promise<void>;
}

/** Starts all of `recipes` at the same time; when one fails the others are stopped and its error is thrown. */
export async function startNativeSet(options: NativeOptions): Promise<EngineSet> {
  const stateDir = resolve(options.stateDir);
  await requireSpace(stateDir, 256 * 1024 ** 2);
  return withLock(join(stateDir, "lock"), async () => {
    const state = await completeState((await readState(stateDir)) ?? {}, options.recipes);
    await writeState(stateDir, state);
    const set = nativeSet(state, { ...options, stateDir });
    const results = await Promise.allSettled(options.recipes.map(({ name }) => set.startOne(name)));
    const failure = results.find((result) => result.status === "rejected");
    if (!failure) return set;
    await set.stop();
    throw failure.reason;
  });
}

/** The set whose processes run now, started by another process. @throws ConfigError `not-running` when one does not. */
export async function attachNativeSet(options: NativeOptions): Promise<EngineSet> {
  const stateDir = resolve(options.stateDir);
  const state = await readState(stateDir);
  const set = nativeSet(state ?? {}, { ...options, stateDir });
  await set.refresh();
  const recipes = options.recipes.filter(({ name }) => state?.[name]);
  const missing = recipes.filter(({ name }) => !set.engines.some((engine) => engine.name === name));
  if (!state || missing.length > 0) {
    const names = missing.map(({ name }) => name).join(", ") || "the engines";
    throw new ConfigError("not-running", `Not running: ${names}; ./atelier up starts what is missing`);
  }
  return set;
}

/** Ends what runs of the set in `stateDir`, whoever started it. @returns the names of those that ran. */
export async function stopNativeSet(
  stateDir: string,
  recipes: readonly EngineRecipe[],
): Promise<EngineName[]> {
  const stopped = await Promise.all(
    recipes.map(async ({ name }) =>
      (await stopProcess(filesOf(resolve(stateDir), name), stopSignalOf(name))) ? [name] : [],
    ),
  );
  return stopped.flat();
}

function nativeSet(state: SetState, options: NativeOptions): EngineSet & { refresh(): Promise<void> } {
  const running = new Map<EngineName, RunningEngine>();
  const recipeOf = (name: EngineName) => {
    const recipe = options.recipes.find((one) => one.name === name);
    const known = state[name];
    if (!recipe || !known) throw new ConfigError("no-engine", `This set has no engine called ${name}`);
    return { recipe, known };
  };
  const describe = (name: EngineName, pid: number): RunningEngine => {
    const { recipe, known } = recipeOf(name);
    return {
      name,
      pid,
      port: known.ports[recipe.ports[0]] ?? 0,
      version: recipe.version,
      logFile: filesOf(options.stateDir, name).log,
      dataDir: join(options.stateDir, name, "data"),
    };
  };

  return {
    connections: connectionsOf(state),
    get engines() {
      return [...running.values()];
    },
    async refresh() {
      for (const { name } of options.recipes) {
        const record = state[name] && (await findProcess(filesOf(options.stateDir, name)));
        if (record) running.set(name, describe(name, record.pid));
        else running.delete(name);
      }
    },
    async startOne(name) {
      const { recipe, known } = recipeOf(name);
      const pid = await startEngine(recipe, known, options);
      running.set(name, describe(name, pid));
    },
    async stopOne(name) {
      await stopProcess(filesOf(options.stateDir, name), stopSignalOf(name));
      running.delete(name);
    },
    async stop() {
      await stopNativeSet(options.stateDir, options.recipes);
      running.clear();
    },
  };
}

async function startEngine(
  recipe: EngineRecipe,
  { ports, secrets }: { ports: Record<string, number>; secrets: Record<string, string> },
  options: NativeOptions,
): Promise<number> {
  const { name } = recipe;
  const files = filesOf(options.stateDir, name);
  await Promise.all([
    mkdir(join(options.stateDir, "log"), { recursive: true }),
    mkdir(join(options.stateDir, "run"), { recursive: true }),
  ]);
  const home = await installEngine(recipe, options);
  options.onProgress(name, "start");
  // One that a killed process left behind still holds its port and its data.
  await stopProcess(files, stopSignalOf(name));
  if (options.namespacePid === undefined) await requireFreePorts(name, ports);

  const folder = join(options.stateDir, name);
  const place: Place = { home, folder, ports, secrets };
  if (!(await exists(folder))) await layOut(recipe, place, options);
  const launch = await recipe.launch(place);
  const { pid } = await startProcess(name, launch, files, {
    prefix: options.namespacePid === undefined ? [] : enterNamespace(options.namespacePid),
    detached: options.detached,
    signal: options.signal,
  });
  options.onProgress(name, "ready");
  return pid;
}

/** Makes the installed files present in the cache. */
export function installEngine(
  recipe: EngineRecipe,
  options: Pick<NativeOptions, "cacheDir" | "onProgress" | "signal">,
) {
  const { name } = recipe;
  return cached(
    options.cacheDir,
    recipe.cacheKey,
    async (target) => {
      options.onProgress(name, "install", recipe.version);
      await recipe.install(target, workshop(recipe, options, "build"));
    },
    () => options.onProgress(name, "install", "waiting for another process that is installing it"),
  );
}

/** Makes the prepared folder present in the cache; undefined for an engine that begins with an empty one. */
export async function prepareEngine(
  recipe: EngineRecipe,
  options: Pick<NativeOptions, "cacheDir" | "onProgress" | "signal">,
): Promise<string | undefined> {
  if (!recipe.prepare) return undefined;
  const home = await installEngine(recipe, options);
  return cached(options.cacheDir, `${recipe.cacheKey}-prepared`, async (target) => {
    options.onProgress(recipe.name, "build", "preparing its data folder");
    await mkdir(join(target, "folder"), { mode: 0o700 });
    await recipe.prepare?.(home, join(target, "folder"), workshop(recipe, options, "build"));
  });
}

/** Gives a set its folder for an engine: whole or not at all. */
async function layOut(recipe: EngineRecipe, place: Place, options: NativeOptions): Promise<void> {
  const template = await prepareEngine(recipe, options);
  const partial = `${place.folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  if (template) {
    await runCommand({ program: "cp", args: ["-a", "--reflink=auto", join(template, "folder"), partial] });
  } else await mkdir(partial, { mode: 0o700 });
  await recipe.adopt?.({ ...place, folder: partial }, workshop(recipe, options, "start"));
  await rename(partial, place.folder);
}

function workshop(
  recipe: EngineRecipe,
  options: Pick<NativeOptions, "onProgress" | "signal">,
  phase: "build" | "start",
): Workshop {
  return {
    run: (command, stdin) => runCommand(command, stdin, options.signal),
    say: (detail) => options.onProgress(recipe.name, phase, detail),
  };
}

async function requireFreePorts(name: EngineName, ports: Record<string, number>): Promise<void> {
  for (const port of Object.values(ports)) {
    if (!(await isPortFree(port))) {
      throw new ConfigError(
        "port-taken",
        `Port ${port} of ${name} is taken by another program: end that one (ss -ltnp 'sport = :${port}' names it), ` +
          "or ./atelier reset to choose other ports and begin anew",
      );
    }
  }
}

function filesOf(stateDir: string, name: EngineName): ProcessFiles {
  return { record: join(stateDir, "run", `${name}.json`), log: join(stateDir, "log", `${name}.log`) };
}

function stopSignalOf(name: EngineName): "SIGTERM" | "SIGINT" {
  return name === "postgres" ? "SIGINT" : "SIGTERM";
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
