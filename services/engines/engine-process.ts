// One engine's process: started with its log in a file, found again by its record, ended only when it is ours.
import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { EngineRecipe, Launch } from "./engine.ts";
import { engineEnvironment, ownPid } from "./host.ts";
import {
  endIfOurs,
  identify,
  isOurs,
  MARKER_VARIABLE,
  processRecordSchema,
  type ProcessRecord,
} from "./process-identity.ts";

const POLL_MS = 40;
// Seconds on a quiet machine; this long only where many others compete for few cores.
const READY_TIMEOUT_MS = 300_000;
const STOP_TIMEOUT_MS = 20_000;
const LAST_LINES = 12;

export interface ProcessFiles {
  readonly record: string;
  readonly log: string;
}

export interface StartOptions {
  /** Program and arguments to go before the engine's own: enters a namespace or a control group. */
  readonly prefix: readonly string[];
  /** Lives on when this process ends. */
  readonly detached: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts an engine and waits for its ready line.
 * @throws ConfigError `engine-died` with the last lines of its log, or `engine-silent` after five minutes.
 */
export async function startProcess(
  recipe: Pick<EngineRecipe, "name" | "stopSignal">,
  launch: Launch,
  files: ProcessFiles,
  options: StartOptions,
): Promise<number> {
  const marker = randomUUID();
  const child = await spawnEngine(recipe, launch, files, options, marker);
  const identity = child.pid === undefined ? undefined : await identify(child.pid);
  if (identity) {
    const owner = options.detached ? undefined : await identify(ownPid);
    const record: ProcessRecord = { ...identity, marker, ...(owner && { owner }) };
    await writeFile(files.record, JSON.stringify(record), { mode: 0o600 });
  }
  try {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (;;) {
      options.signal?.throwIfAborted();
      const text = await readFile(files.log, "utf8");
      if (identity && launch.readyLine.test(text)) return identity.pid;
      if (!identity || child.exitCode !== null || child.signalCode !== null) {
        const why = `exit ${child.signalCode ?? child.exitCode ?? "at once"}`;
        throw new ConfigError("engine-died", deathNotice(recipe.name, why, text, files.log));
      }
      if (Date.now() > deadline) {
        throw new ConfigError(
          "engine-silent",
          deathNotice(recipe.name, "not ready after 300 s", text, files.log),
        );
      }
      await delay(POLL_MS);
    }
  } catch (error) {
    await stopProcess(files, recipe.stopSignal);
    throw error;
  }
}

async function spawnEngine(
  { stopSignal }: Pick<EngineRecipe, "stopSignal">,
  { command, through = [] }: Launch,
  files: ProcessFiles,
  options: StartOptions,
  marker: string,
): Promise<ChildProcess> {
  await rename(files.log, files.log.replace(/\.log$/, ".previous.log")).catch(() => undefined);
  const log = await open(files.log, "w", 0o600);
  // The kernel ends what must not outlive us, however we end. After the change of user, which would undo it.
  const tether = options.detached ? [] : ["setpriv", "--pdeathsig", stopSignal.slice(3)];
  const [program = "", ...args] = [
    ...options.prefix,
    ...through,
    ...tether,
    command.program,
    ...command.args,
  ];
  const child = spawn(program, args, {
    cwd: command.cwd,
    env: engineEnvironment({ ...command.env, [MARKER_VARIABLE]: marker }),
    // A process group of its own: Ctrl-C ends it in order, through us.
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  // A program that cannot be started has no pid; its error says nothing more.
  child.on("error", () => undefined);
  child.unref();
  await log.close();
  return child;
}

/** Ends the recorded process if it is ours, and forgets the record; its ports are free then. True if one was running. */
export async function stopProcess(files: ProcessFiles, stopSignal: NodeJS.Signals): Promise<boolean> {
  const record = await readRecord(files);
  const wasRunning =
    record !== undefined && (await endIfOurs(record, { signal: stopSignal, patienceMs: STOP_TIMEOUT_MS }));
  await rm(files.record, { force: true });
  return wasRunning;
}

/** The recorded process, if it runs and is ours. */
export async function findProcess(files: ProcessFiles): Promise<ProcessRecord | undefined> {
  const record = await readRecord(files);
  return record && (await isOurs(record)) ? record : undefined;
}

/** Undefined for one that is absent, or that a crash cut short: then nothing can be proved, so nothing is ended. */
async function readRecord(files: ProcessFiles): Promise<ProcessRecord | undefined> {
  const text = await readFile(files.record, "utf8").catch(() => "");
  try {
    return processRecordSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function deathNotice(name: string, why: string, log: string, file: string): string {
  const last = log.trim().split("\n").slice(-LAST_LINES).join("\n  ");
  const full = /no space left on device/i.test(log) ? " The disk is full: free some space." : "";
  return `${name} did not start (${why}).${full} End of ${file}:\n  ${last}`;
}
