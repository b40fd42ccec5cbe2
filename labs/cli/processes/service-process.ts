// One service as a child process: its log in a file, its configuration on standard input, found again by its
// record, ended only when it is provably ours.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ConfigError } from "@atelier/platform/errors.ts";
import {
  endIfOurs,
  identify,
  isOurs,
  MARKER_VARIABLE,
  processRecordSchema,
} from "@atelier/engines/process-identity.ts";

const POLL_MS = 25;
const STOP_TIMEOUT_MS = 10_000;
const LAST_LINES = 8;

export interface ServiceSpec {
  readonly name: string;
  /** Program and arguments; no secret among them. */
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Lives on when this process ends; otherwise the kernel ends it with us, however we end. */
  readonly detached: boolean;
}

/** Folders of a set of services: `log` and `run` beneath. */
export interface ServiceFiles {
  readonly record: string;
  readonly log: string;
  readonly output: string;
}

export interface ServiceProcess {
  readonly name: string;
  readonly pid: number;
  readonly log: string;
  /** Resolves with the exit code (or the signal's name) once it has ended. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** What it has printed on standard output so far. */
  output(): Promise<string>;
  stop(): Promise<void>;
}

export const filesOf = (folder: string, name: string): ServiceFiles => ({
  record: join(folder, "run", `${name}.json`),
  log: join(folder, "log", `${name}.log`),
  output: join(folder, "log", `${name}.out`),
});

export async function startService(folder: string, spec: ServiceSpec): Promise<ServiceProcess> {
  const files = filesOf(folder, spec.name);
  await mkdir(join(folder, "run"), { recursive: true, mode: 0o700 });
  await mkdir(join(folder, "log"), { recursive: true, mode: 0o700 });
  const log = await open(files.log, "a", 0o600);
  const output = await open(files.output, "w", 0o600);
  const marker = randomUUID();
  const tether = spec.detached ? [] : ["setpriv", "--pdeathsig", "TERM"];
  const [program = "", ...args] = [...tether, ...spec.command];
  const child = spawn(program, args, {
    cwd: spec.cwd,
    env: { ...spec.environment, [MARKER_VARIABLE]: marker },
    // A process group of its own: Ctrl-C reaches it in order, through us.
    detached: true,
    stdio: ["pipe", output.fd, log.fd],
  });
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? signal ?? 0));
  });
  ended.catch(() => undefined);
  // One that ends before it has read its configuration is judged by its exit.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(spec.stdin ?? "");
  if (spec.detached) child.unref();
  await Promise.all([log.close(), output.close()]);
  const identity = child.pid === undefined ? undefined : await identify(child.pid);
  if (identity) await writeFile(files.record, JSON.stringify({ ...identity, marker }), { mode: 0o600 });
  return {
    name: spec.name,
    pid: child.pid ?? 0,
    log: files.log,
    ended,
    output: () => readFile(files.output, "utf8"),
    async stop() {
      await stopRecorded(files);
      if (child.exitCode === null && child.signalCode === null) await ended.catch(() => undefined);
    },
  };
}

/** The recorded process's id, if it runs and is ours. */
export async function findRecorded(files: ServiceFiles): Promise<number | undefined> {
  const record = await readRecord(files);
  return record && (await isOurs(record)) ? record.pid : undefined;
}

/** Ends the recorded process if it is ours, and forgets the record; its ports are free then. True if one was running. */
export async function stopRecorded(files: ServiceFiles): Promise<boolean> {
  const record = await readRecord(files);
  if (!record) return false;
  const wasRunning = await endIfOurs(record, { signal: "SIGTERM", patienceMs: STOP_TIMEOUT_MS });
  await rm(files.record, { force: true });
  return wasRunning;
}

async function readRecord(files: ServiceFiles) {
  const text = await readFile(files.record, "utf8").catch(() => "");
  try {
    return processRecordSchema.parse(JSON.parse(text));
  } catch {
    // Absent, or cut short by a crash: nothing can be proved, so nothing is ended.
    return undefined;
  }
}

/** Waits for the first line on standard output. @throws ConfigError with its last words when it ends first. */
export async function firstLine(service: ServiceProcess, signal: AbortSignal): Promise<string> {
  const outcome: { ended?: number | NodeJS.Signals } = {};
  void service.ended.then((code) => {
    outcome.ended = code;
  });
  for (;;) {
    signal.throwIfAborted();
    const text = await service.output();
    const end = text.indexOf("\n");
    if (end >= 0) return text.slice(0, end);
    if (outcome.ended !== undefined) throw await deathOf(service, outcome.ended);
    await delay(POLL_MS);
  }
}

/**
 * What a service that ended too early has to say: its own last complaint, or else the end of its log. How it ended is
 * known of a child alone, not of one that an earlier command started.
 */
export async function deathOf(
  { name, log }: Pick<ServiceProcess, "name" | "log">,
  code?: number | NodeJS.Signals,
): Promise<ConfigError> {
  const words = lastWords(await lastLines(log, LAST_LINES));
  const how = code === undefined ? "" : ` with ${code}`;
  return new ConfigError("service-died", `${name} ended${how}: ${words} (${log})`);
}

const FATAL = 60;
const LogLine = z.object({
  level: z.number(),
  msg: z.string(),
  err: z.object({ message: z.string() }).optional(),
});

/** Services log one JSON object a line; what they could not foresee (a stack, the runtime's words) is plain text. */
export function lastWords(log: string): string {
  for (const line of log.split("\n").toReversed()) {
    const entry = parseLogLine(line);
    if (entry?.level === FATAL) return entry.err ? `${entry.msg}: ${entry.err.message}` : entry.msg;
  }
  return `\n  ${log.trim()}\n`;
}

function parseLogLine(line: string): z.infer<typeof LogLine> | undefined {
  try {
    return LogLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

export async function lastLines(file: string, count: number): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-count).join("\n  ");
}
