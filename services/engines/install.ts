// Brings an engine's files onto this machine, and a set's folder into being: each whole or not at all.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cached } from "./cache.ts";
import type { EngineRecipe, Launch, OnProgress, Phase, Place, Workshop } from "./engine.ts";
import { startProcess, stopProcess } from "./engine-process.ts";
import { runCommand } from "./run-command.ts";

const TEMPLATE = "folder";

export interface InstallOptions {
  readonly cacheDir: string;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

/** Makes an engine's files and its prepared folder present in the cache. */
export async function installEngine(
  recipe: EngineRecipe,
  options: InstallOptions,
): Promise<Pick<Place, "home" | "prepared">> {
  const { name, version } = recipe;
  const key = await cacheKey(recipe);
  const onWait = () => options.onProgress(name, "install", "waiting for another process that installs it");
  const tools = workshop(recipe, "build", options);
  const home = await cached(
    options.cacheDir,
    key,
    async (target) => {
      options.onProgress(name, "install", version);
      await recipe.install(target, tools);
    },
    onWait,
  );
  const prepared = await cached(
    options.cacheDir,
    `${key}-prepared`,
    async (target) => {
      tools.say("preparing its data folder");
      await mkdir(join(target, TEMPLATE), { mode: 0o700 });
      await recipe.prepare(home, target, tools);
    },
    onWait,
  );
  return { home, prepared };
}

/** Makes the folder of one set for one engine: a copy of the template, then its own passwords. */
export async function layOut(recipe: EngineRecipe, place: Place, options: InstallOptions): Promise<void> {
  const partial = `${place.folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  const template = join(place.prepared, TEMPLATE);
  await runCommand({ program: "cp", args: ["-a", "--reflink=auto", template, partial] }, "", options.signal);
  await recipe.adopt({ ...place, folder: partial }, workshop(recipe, "start", options));
  await rename(partial, place.folder);
}

async function rehearse(
  recipe: EngineRecipe,
  launch: Launch,
  signal: AbortSignal | undefined,
  during: () => Promise<void> = async () => undefined,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-rehearsal-"));
  const files = { record: join(folder, "record.json"), log: join(folder, "engine.log") };
  try {
    await startProcess(recipe, launch, files, { prefix: [], detached: false, signal });
    await during();
  } finally {
    await stopProcess(files, recipe.stopSignal);
    await rm(folder, { recursive: true, force: true });
  }
}

function workshop(recipe: EngineRecipe, phase: Phase, { onProgress, signal }: InstallOptions): Workshop {
  return {
    run: (command, stdin) => runCommand(command, stdin, signal),
    rehearse: (launch, during) => rehearse(recipe, launch, signal, during),
    say: (detail) => onProgress(recipe.name, phase, detail),
  };
}

/** Names what a recipe gives: another one when its version, its revision or a file that it works from is another. */
export async function cacheKey({
  version,
  revision,
  sources,
  name,
}: Pick<EngineRecipe, "version" | "revision" | "sources"> & { readonly name: string }): Promise<string> {
  const hash = createHash("sha256").update(String(revision));
  for (const file of sources === undefined ? [] : (await readdir(sources)).toSorted()) {
    hash.update(file).update(await readFile(join(sources ?? "", file)));
  }
  return `${name}-${version.replaceAll(" ", "-")}-${hash.digest("hex").slice(0, 8)}`;
}
