// Runs commands as ordinary processes, for whoever tries their own work: the same limits of time and output as an exam's,
// none of its walls.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sendSignal } from "@atelier/engines/host.ts";
import type { SandboxRun, SeenProcess } from "../phases/stage-commands.ts";
import type { CommandSandbox, SandboxedCommand } from "./commands.ts";

export interface PlainOptions {
  /** Where commands run. */
  readonly folder: string;
  /** Where what they write is kept. */
  readonly logFolder: string;
  /** What every command gets besides the contract's: PATH, HOME … */
  readonly environment: Readonly<Record<string, string>>;
}

const TAIL_BYTES = 256 * 1024;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const WATCH_EVERY_MS = 500;

export function plainProcesses(options: PlainOptions): CommandSandbox {
  return { start: (command) => startPlain(command, options) };
}

async function startPlain(
  { name, command, environment, stdin, limitSeconds }: SandboxedCommand,
  options: PlainOptions,
): Promise<SeenProcess> {
  await mkdir(options.logFolder, { recursive: true });
  const files = [join(options.logFolder, `${name}.out`), join(options.logFolder, `${name}.err`)] as const;
  const [stdout, stderr] = await Promise.all(files.map((file) => open(file, "w+")));
  if (!stdout || !stderr) throw new Error("two files were opened");
  const startedAt = performance.now();
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    cwd: options.folder,
    env: { ...options.environment, ...environment },
    stdio: ["pipe", stdout.fd, stderr.fd],
    // A group of its own, so that all it starts ends with it.
    detached: true,
  });
  const signalGroup = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined) sendSignal(-child.pid, signal);
  };
  let ended: SandboxRun["ended"] = "exited";
  const endWith = (reason: SandboxRun["ended"]) => {
    ended = reason;
    signalGroup("SIGKILL");
  };
  const failure = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
  });
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(stdin);
  const watching = new AbortController();
  void watch(async () => {
    if (performance.now() - startedAt > limitSeconds * 1000) endWith("time");
    const sizes = await Promise.all([stdout.stat(), stderr.stat()]);
    if (sizes.some(({ size }) => size > MAX_OUTPUT_BYTES)) endWith("output");
  }, watching.signal);
  const exit = once(child, "exit").then(([code]) => code as number | null);
  const exited = Promise.race([exit, failure]).then(async (outcome): Promise<SandboxRun> => {
    watching.abort();
    // What it left behind in its group goes with it.
    signalGroup("SIGKILL");
    const [out, err] = await Promise.all([tail(stdout), tail(stderr)]);
    await Promise.all([stdout.close(), stderr.close()]);
    const failed = typeof outcome === "string";
    return {
      code: failed ? 127 : outcome,
      ended,
      wallMs: performance.now() - startedAt,
      // Not measured here: what is frugal is for the exam to say.
      cpuSeconds: 0,
      peakMemoryBytes: 0,
      stdout: out,
      stderr: failed ? `${err}${outcome}\n` : err,
    };
  });
  return {
    exited,
    outputFiles: () => files,
    async stop(graceMs) {
      ended = "stopped";
      signalGroup("SIGTERM");
      const patience = new AbortController();
      const inTime = await Promise.race([
        exited.then(() => true),
        delay(graceMs, false, { signal: patience.signal }).catch(() => true),
      ]);
      patience.abort();
      if (!inTime) signalGroup("SIGKILL");
      return exited;
    },
    async kill() {
      endWith("stopped");
      await exited;
    },
  };
}

async function watch(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await look();
    await delay(WATCH_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function tail(file: Awaited<ReturnType<typeof open>>): Promise<string> {
  const { size } = await file.stat();
  const start = Math.max(0, size - TAIL_BYTES);
  const buffer = Buffer.alloc(size - start);
  await file.read(buffer, 0, buffer.length, start);
  return buffer.toString("utf8");
}
