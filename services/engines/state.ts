// What a set of engines keeps between starts: its ports and its passwords, readable by its owner only.
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ConfigError } from "@atelier/platform/errors.ts";
import { ENGINE_NAMES, MONITOR_NAMES, type EngineRecipe, type ServerName } from "./engine.ts";
import { freePorts } from "./ports.ts";

const engineStateSchema = z.object({
  version: z.string(),
  ports: z.record(z.string(), z.int().min(1).max(65_535)),
  secrets: z.record(z.string(), z.string().min(16)),
});
export type EngineState = z.infer<typeof engineStateSchema>;
const stateSchema = z.partialRecord(z.enum([...ENGINE_NAMES, ...MONITOR_NAMES]), engineStateSchema);
export type SetState = z.infer<typeof stateSchema>;

const FILE = "engines.json";

/** @returns undefined where no set was ever started. @throws ConfigError `bad-state` for a file that cannot be read. */
export async function readState(stateDir: string): Promise<SetState | undefined> {
  const file = join(stateDir, FILE);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigError("bad-state", `${file} is damaged; ./atelier reset begins anew`, { cause: error });
  }
}

export async function writeState(stateDir: string, state: SetState): Promise<void> {
  await mkdir(stateDir, { recursive: true });
  const file = join(stateDir, FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/**
 * The state with every engine of `recipes` in it: known ones unchanged, new ones with free ports and new passwords.
 * @throws ConfigError `other-version` when data were made by another version of an engine.
 */
export async function completeState(known: SetState, recipes: readonly EngineRecipe[]): Promise<SetState> {
  const state: Partial<Record<ServerName, EngineState>> = { ...known };
  const fresh = recipes.filter(({ name }) => !known[name]);
  const ports = await freePorts(fresh.reduce((sum, recipe) => sum + recipe.ports.length, 0));
  for (const { name, version } of recipes) {
    const made = known[name]?.version;
    if (made !== undefined && made !== version) {
      throw new ConfigError(
        "other-version",
        `The data of ${name} were made by ${made} and this is ${version}; ./atelier reset begins anew`,
      );
    }
  }
  for (const recipe of fresh) {
    state[recipe.name] = {
      version: recipe.version,
      ports: Object.fromEntries(recipe.ports.map((port) => [port, ports.pop() ?? 0])),
      secrets: Object.fromEntries(recipe.secrets.map((secret) => [secret, randomBytes(24).toString("hex")])),
    };
  }
  return state;
}
