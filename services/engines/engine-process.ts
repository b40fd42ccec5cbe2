// One engine's process: started with its log in a file, found again by its record, ended only when it is ours.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Launch } from "./engine.ts";
import {
  identify,
  isOurs,
  MARKER_VARIABLE,
  processRecordSchema,
  type ProcessRecord,
} from "./process-identity.ts";
import { programEnvironment } from "./run-command.ts";

const POLL_MS = 40;
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 20_000;
const LAST_LINES = 12;

export interface ProcessFiles {
  readonly record: string;
  readonly log: string;
}

export interface StartOptions {
  /** Program and arguments to go before the engine's own: enters a namespace. */
  readonly prefix: readonly string[];
  /** Lives on when this process ends. */
  readonly detached: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts an engine and waits for its ready line.
 * @throws ConfigError `engine-died` with the last lines of its log, or `engine-silent` after two minutes.
 */
export async function startProcess(
  name: string,
  launch: Launch,
  files: ProcessFiles,
  options: StartOptions,
): Promise<ProcessRecord> {
  await rename(files.log, files.log.replace(/\.log$/, ".previous.log")).catch(() => undefined);
  const log = await open(files.log, "w", 0o600);
  const marker = randomUUID();
  // The kernel ends what must not outlive us, however we end.
  const tether = options.detached ? [] : ["setpriv", "--pdeathsig", launch.stopSignal.slice(3)];
  const [program, ...args] = [
    ...options.prefix,
    ...(launch.through ?? []),
    ...tether,
    launch.command.program,
    ...launch.command.args,
  ];
  if (program === undefined) throw new Error("nothing to start");
  const child = spawn(program, args, {
    cwd: launch.command.cwd,
    env: programEnvironment({ ...launch.command.env, [MARKER_VARIABLE]: marker }),
    // A process group of its own: Ctrl-C ends it in order, through us.
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  const failure: { error?: NodeJS.ErrnoException } = {};
  child.on("error", (error) => {
    failure.error = error;
  });
  child.unref();
  await log.close();
  const record = child.pid === undefined ? undefined : await identify(child.pid, marker);
  if (record) await writeFile(files.record, JSON.stringify(record), { mode: 0o600 });

  const deadline = Date.now() + READY_TIMEOUT_MS;
  try {
    for (;;) {
      options.signal?.throwIfAborted();
      const text = await readFile(files.log, "utf8");
      if (record && launch.readyLine.test(text)) return record;
      if (failure.error || !record || child.exitCode !== null || child.signalCode !== null) {
        const why = failure.error?.message ?? `exit ${child.signalCode ?? child.exitCode ?? "at once"}`;
        throw new ConfigError("engine-died", deathNotice(name, why, text, files.log), {
          cause: failure.error,
        });
      }
      if (Date.now() > deadline) {
        throw new ConfigError("engine-silent", deathNotice(name, "not ready after 120 s", text, files.log));
      }
      await delay(POLL_MS);
    }
  } catch (error) {
    if (record) await stopProcess(files, launch.stopSignal);
    throw error;
  }
}

/** Ends the recorded process if it is ours, and forgets the record. True if one was running. */
export async function stopProcess(files: ProcessFiles, stopSignal: NodeJS.Signals): Promise<boolean> {
  const record = await readRecord(files);
  if (!record) return false;
  const running = await isOurs(record);
  if (running) {
    send(record.pid, stopSignal);
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    let killed = false;
    while (await isOurs(record)) {
      if (!killed && Date.now() > deadline) {
        send(record.pid, "SIGKILL");
        killed = true;
      }
      await delay(POLL_MS);
    }
  }
  await rm(files.record, { force: true });
  return running;
}

/** The recorded process, if it runs and is ours. */
export async function findProcess(files: ProcessFiles): Promise<ProcessRecord | undefined> {
  const record = await readRecord(files);
  return record && (await isOurs(record)) ? record : undefined;
}

async function readRecord(files: ProcessFiles): Promise<ProcessRecord | undefined> {
  const text = await readFile(files.record, "utf8").catch(() => "");
  try {
    return processRecordSchema.parse(JSON.parse(text));
  } catch {
    // Absent, or cut short by a crash while it was written: then nothing can be proved, so nothing is ended.
    return undefined;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function deathNotice(name: string, why: string, log: string, file: string): string {
  const last = log.trim().split("\n").slice(-LAST_LINES).join("\n  ");
  const full = /no space left on device/i.test(log) ? " The disk is full: free some space." : "";
  return `${name} did not start (${why}).${full} End of ${file}:\n  ${last}`;
}
