// Brings an engine's files onto this machine, and a set's folder into being: each whole or not at all.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "./cache.ts";
import type { EngineRecipe, OnProgress, Phase, Place, Workshop } from "./engine.ts";
import { runCommand } from "./run-command.ts";

export interface InstallOptions {
  readonly cacheDir: string;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

export interface Installed {
  readonly home: string;
  /** What every set begins from; undefined for an engine that begins with nothing. */
  readonly template: string | undefined;
}

/** Makes an engine's files and its prepared folder present in the cache. */
export async function installEngine(recipe: EngineRecipe, options: InstallOptions): Promise<Installed> {
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
  if (!recipe.prepare) return { home, template: undefined };
  const prepared = await cached(
    options.cacheDir,
    `${key}-prepared`,
    async (target) => {
      tools.say("preparing its data folder");
      await mkdir(join(target, "folder"), { mode: 0o700 });
      await recipe.prepare?.(home, join(target, "folder"), tools);
    },
    onWait,
  );
  return { home, template: join(prepared, "folder") };
}

/** Makes the folder of one set for one engine: a copy of the template, then its own passwords. */
export async function layOut(
  recipe: EngineRecipe,
  place: Place,
  template: string | undefined,
  options: InstallOptions,
): Promise<void> {
  const partial = `${place.folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  if (template === undefined) await mkdir(partial, { mode: 0o700 });
  else
    await runCommand(
      { program: "cp", args: ["-a", "--reflink=auto", template, partial] },
      "",
      options.signal,
    );
  await recipe.adopt?.({ ...place, folder: partial }, workshop(recipe, "start", options));
  await rename(partial, place.folder);
}

function workshop(recipe: EngineRecipe, phase: Phase, { onProgress, signal }: InstallOptions): Workshop {
  return {
    run: (command, stdin) => runCommand(command, stdin, signal),
    say: (detail) => onProgress(recipe.name, phase, detail),
  };
}

async function cacheKey({ version, revision, sources, name }: EngineRecipe): Promise<string> {
  const hash = createHash("sha256").update(String(revision));
  for (const file of sources === undefined ? [] : (await readdir(sources)).toSorted()) {
    hash.update(file).update(await readFile(join(sources ?? "", file)));
  }
  return `${name}-${version.replaceAll(" ", "-")}-${hash.digest("hex").slice(0, 8)}`;
}
