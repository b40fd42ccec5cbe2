// A set of engines as processes of this machine, from its folder of state.
import { mkdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ConfigError } from "@atelier/platform/errors.ts";
import { requireSpace } from "./cache.ts";
import { connectionsOf } from "./connections.ts";
import {
  ENGINE_NAMES,
  type ServerName,
  type EngineRecipe,
  type EngineSet,
  type RunningEngine,
} from "./engine.ts";
import { findProcess, startProcess, stopProcess, type ProcessFiles } from "./engine-process.ts";
import { ownPid } from "./host.ts";
import { installEngine, layOut, type InstallOptions } from "./install.ts";
import { withLock } from "./lock.ts";
import { enterNamespace } from "./namespace.ts";
import { isPortFree } from "./ports.ts";
import { isAlive } from "./process-identity.ts";
import { together } from "./together.ts";
import { completeState, readState, writeState, type EngineState, type SetState } from "./state.ts";

const STATE_BYTES = 512 * 1024 ** 2;

export interface NativeOptions extends InstallOptions {
  readonly recipes: readonly EngineRecipe[];
  readonly stateDir: string;
  readonly detached: boolean;
  readonly namespacePid?: number | undefined;
  readonly through?: readonly string[] | undefined;
}

/** Starts all of `recipes` at the same time; when one fails the others are stopped and its error is thrown. */
export async function startNativeSet(options: NativeOptions): Promise<EngineSet> {
  const { recipes } = options;
  const stateDir = resolve(options.stateDir);
  await requireSpace(stateDir, STATE_BYTES, "keep the state on a larger disk");
  // Installed first: a port that is free now may be taken after a minute of compiling.
  await together(
    recipes.map((recipe) => (signal) => installEngine(recipe, { ...options, signal })),
    options.signal,
  );
  return withLock(join(stateDir, "lock"), async () => {
    const state = await completeState((await readState(stateDir)) ?? {}, recipes);
    await writeState(stateDir, state);
    const set = nativeSet(state, { ...options, stateDir });
    const found = await Promise.all(recipes.map(({ name }) => findProcess(filesOf(stateDir, name))));
    try {
      await together(
        recipes.map(
          ({ name }) =>
            (signal) =>
              set.startWith(name, signal),
        ),
        options.signal,
      );
      return set;
    } catch (error) {
      const started = set.engines.filter(({ pid }) => !found.some((present) => present?.pid === pid));
      await Promise.all(started.map(({ name }) => set.stopOne(name)));
      throw error;
    }
  });
}

/** The set whose processes run now, started by another process. @throws ConfigError `not-running` when one does not. */
export async function attachNativeSet(options: NativeOptions): Promise<EngineSet> {
  const stateDir = resolve(options.stateDir);
  const state = (await readState(stateDir)) ?? {};
  const recipes = options.recipes.filter(({ name }) => state[name]);
  const found = await Promise.all(recipes.map(({ name }) => findProcess(filesOf(stateDir, name))));
  const missing = recipes.filter((_, index) => !found[index]).map(({ name }) => name);
  if (recipes.length === 0 || missing.length > 0) {
    throw new ConfigError(
      "not-running",
      `Not running in ${stateDir}: ${missing.join(", ") || "any engine"}; ./atelier up starts what is missing`,
    );
  }
  const pids = new Map(recipes.map(({ name }, index) => [name, found[index]?.pid ?? 0]));
  return nativeSet(state, { ...options, stateDir, recipes }, pids);
}

/** Ends what runs of the set in `stateDir`, whoever started it. @returns the names of those that ran. */
export async function stopNativeSet(
  stateDir: string,
  recipes: readonly EngineRecipe[],
): Promise<ServerName[]> {
  const stopped = await Promise.all(
    recipes.map(async ({ name, stopSignal }) => {
      const ran = await stopProcess(filesOf(resolve(stateDir), name), stopSignal);
      return ran ? [name] : [];
    }),
  );
  return stopped.flat();
}

interface NativeSet extends EngineSet {
  startWith(name: ServerName, signal: AbortSignal | undefined): Promise<void>;
  stopOne(name: ServerName): Promise<void>;
}

function nativeSet(
  state: SetState,
  options: NativeOptions,
  pids: ReadonlyMap<ServerName, number> = new Map(),
): NativeSet {
  const running = new Map(pids);
  const known = (name: ServerName) => {
    const recipe = options.recipes.find((one) => one.name === name);
    const own = state[name];
    if (!recipe || !own) throw new ConfigError("no-engine", `This set has no engine called ${name}`);
    return { recipe, own };
  };
  const describe = ([name, pid]: [ServerName, number]): RunningEngine => {
    const { recipe, own } = known(name);
    const port = own.ports[recipe.ports[0]] ?? 0;
    const dataDir = join(options.stateDir, name, "data");
    return {
      name,
      pid,
      port,
      version: recipe.version,
      logFile: filesOf(options.stateDir, name).log,
      dataDir,
    };
  };
  const startWith = async (name: ServerName, signal: AbortSignal | undefined) => {
    const { recipe, own } = known(name);
    running.set(name, await startEngine(recipe, own, { ...options, signal }));
  };
  return {
    connections: connectionsOf(state),
    get engines() {
      return [...running].map(describe);
    },
    startOne: (name) => startWith(name, options.signal),
    startWith,
    async stopOne(name) {
      await stopProcess(filesOf(options.stateDir, name), known(name).recipe.stopSignal);
      running.delete(name);
    },
    async ended() {
      const started = ENGINE_NAMES.filter((name) => running.has(name));
      const found = await Promise.all(started.map((name) => findProcess(filesOf(options.stateDir, name))));
      return started.filter((_, index) => found[index] === undefined);
    },
    async discard() {
      await Promise.all(
        options.recipes.map(({ name, discardSignal }) =>
          stopProcess(filesOf(options.stateDir, name), discardSignal),
        ),
      );
      running.clear();
    },
    async stop() {
      await stopNativeSet(options.stateDir, options.recipes);
      running.clear();
    },
  };
}

/** @returns the process's number: of a new one, or of the one that already serves this set. */
async function startEngine(recipe: EngineRecipe, own: EngineState, options: NativeOptions): Promise<number> {
  const { name, stopSignal } = recipe;
  const { stateDir, namespacePid, through = [], detached, signal } = options;
  const files = filesOf(stateDir, name);
  for (const folder of ["log", "run"]) await mkdir(join(stateDir, folder), { recursive: true });

  const present = await findProcess(files);
  const owner = present?.owner;
  if (owner && owner.pid !== ownPid && (await isAlive(owner))) {
    throw new ConfigError(
      "in-use",
      `${name} in ${stateDir} belongs to another command that still runs (process ${owner.pid}): ` +
        "let it end, or use another state folder",
    );
  }
  // One that lives on its own, or that we have started already, serves; not in place of one in a namespace.
  if (present && (!owner || owner.pid === ownPid) && namespacePid === undefined) return present.pid;
  // What is left here was left behind by a killed command.
  await stopProcess(files, stopSignal);

  options.onProgress(name, "start");
  if (namespacePid === undefined) await requireFreePorts(name, own.ports);
  const installed = await installEngine(recipe, options);
  const place = { ...installed, folder: join(stateDir, name), ports: own.ports, secrets: own.secrets };
  if (!(await exists(place.folder))) await layOut(recipe, place, options);
  const prefix = [...through, ...(namespacePid === undefined ? [] : enterNamespace(namespacePid))];
  const pid = await startProcess(recipe, await recipe.launch(place), files, { prefix, detached, signal });
  options.onProgress(name, "ready");
  return pid;
}

async function requireFreePorts(name: ServerName, ports: Readonly<Record<string, number>>): Promise<void> {
  for (const port of Object.values(ports)) {
    if (await isPortFree(port)) continue;
    throw new ConfigError(
      "port-taken",
      `Port ${port} of ${name} is taken by another program: end that one (ss -ltnp 'sport = :${port}' names it), ` +
        "or ./atelier reset to begin anew on other ports",
    );
  }
}

function filesOf(stateDir: string, name: ServerName): ProcessFiles {
  return { record: join(stateDir, "run", `${name}.json`), log: join(stateDir, "log", `${name}.log`) };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
