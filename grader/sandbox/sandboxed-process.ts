// One command in the sandbox, from its start to the end of the last process that it has started.
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { sendSignal } from "@atelier/engines/host.ts";
import type { SandboxRun, SeenProcess } from "../phases/stage-commands.ts";
import { keepOutput, type BoundedOutput } from "./bounded-output.ts";
import type { ControlGroup, GroupUsage } from "./control-group.ts";
import type { Without } from "./guards.ts";
import type { Limits } from "./limits.ts";

export interface Prepared {
  readonly name: string;
  readonly user: number;
  readonly argv: readonly string[];
  /** Of the launcher; the command gets what bubblewrap is told. */
  readonly launcherEnvironment: NodeJS.ProcessEnv;
  readonly cwd: string | undefined;
  /** What bubblewrap reads from descriptors, from FIRST_INPUT on. */
  readonly inputs: readonly (string | Buffer)[];
  readonly stdin: string | Uint8Array;
  readonly limits: Limits;
  readonly group: ControlGroup;
  /** Its path is seen by the command. */
  readonly neutralFolder: string;
  readonly logFolder: string;
  readonly without: Without;
  /** Whether folders of a bounded size are full. */
  readonly isDiskFull: () => Promise<boolean>;
}

export interface SandboxedProcess extends SeenProcess {
  readonly name: string;
  usage(): Promise<GroupUsage>;
}

/** bubblewrap tells here who its child is, and how it has ended. */
export const STATUS_DESCRIPTOR = 3;
export const FIRST_INPUT = 4;

const WATCH_EVERY_MS = 100;
const DRAIN_MS = 5000;

const Status = z.object({ "child-pid": z.int().optional(), "exit-code": z.int().optional() });

export async function startProcess(prepared: Prepared): Promise<SandboxedProcess> {
  const { name, argv, inputs, limits, group, logFolder, without } = prepared;
  const [program = "", ...args] = argv;
  const startedAt = performance.now();
  // The command can read where its streams once stood: by the name it would know the world and the step.
  const streams = randomBytes(6).toString("hex");
  let ended: SandboxRun["ended"] = "exited";
  const endWith = (reason: SandboxRun["ended"]) => {
    if (ended === "exited") ended = reason;
    void group.killAll().catch(() => undefined);
  };
  const outputs = await Promise.all(
    ["out", "err"].map((kind) =>
      keepOutput({
        file: join(logFolder, `${name}.${kind}`),
        pipe: join(prepared.neutralFolder, `${streams}.${kind}`),
        writer: prepared.user,
        maxBytes: without.has("output") ? Number.MAX_SAFE_INTEGER : limits.outputBytes,
        onExceeded: () => endWith("output"),
      }),
    ),
  );
  const input = await inputFile(join(prepared.neutralFolder, `${streams}.in`), prepared.stdin);
  const child = spawn(program, args, {
    cwd: prepared.cwd,
    env: prepared.launcherEnvironment,
    stdio: [
      input,
      ...outputs.map(({ descriptor }) => descriptor),
      "pipe",
      ...inputs.map(() => "pipe" as const),
    ],
  });
  const failure = once(child, "error").then(([error]) => Promise.reject(error as Error));
  failure.catch(() => undefined);
  closeSync(input);
  for (const output of outputs) output.release();
  for (const [index, content] of inputs.entries()) {
    feed(child.stdio[FIRST_INPUT + index] as Writable | null, content);
  }
  const status = readStatus(child.stdio[STATUS_DESCRIPTOR] as unknown as Readable);
  const watching = new AbortController();
  let peakMemoryBytes = 0;
  let isFull = false;
  const look = async () => {
    const { memoryBytes } = await group.usage();
    peakMemoryBytes = Math.max(peakMemoryBytes, memoryBytes);
    isFull ||= await prepared.isDiskFull();
    const late = limits.wallMs !== undefined && performance.now() - startedAt > limits.wallMs;
    if (late && !without.has("time")) endWith("time");
  };
  const watched = watch(look, watching.signal);

  const exited = Promise.race([once(child, "exit"), failure]).then(async (): Promise<SandboxRun> => {
    const wallMs = performance.now() - startedAt;
    watching.abort();
    await watched;
    if (!without.has("survivors")) await group.killAll();
    await drained(outputs);
    const usage = await group.usage();
    isFull ||= await prepared.isDiskFull();
    if (!without.has("survivors")) await group.remove();
    const code = (await status)["exit-code"] ?? child.exitCode;
    const isWell = code === 0;
    if (ended === "exited" && !isWell && usage.outOfMemory) ended = "memory";
    if (ended === "exited" && !isWell && isFull) ended = "disk";
    return {
      code: ended === "exited" ? code : null,
      ended,
      wallMs,
      cpuSeconds: usage.cpuSeconds,
      peakMemoryBytes: Math.max(peakMemoryBytes, usage.memoryBytes),
      stdout: outputs[0]?.tail() ?? "",
      stderr: outputs[1]?.tail() ?? "",
    };
  });
  exited.catch(() => undefined);
  return {
    name,
    exited,
    usage: () => group.usage(),
    outputFiles: () => outputs.map(({ file }) => file),
    async stop(graceMs) {
      if (ended === "exited") ended = "stopped";
      await askToEnd(child, group);
      const patience = new AbortController();
      await Promise.race([
        exited,
        delay(graceMs, undefined, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
      await group.killAll().catch(() => undefined);
      return exited;
    },
    async kill() {
      endWith("stopped");
      await exited;
    },
  };
}

/** To all that runs but bubblewrap's own two processes, which end by themselves when the command has. */
async function askToEnd(child: ChildProcess, group: ControlGroup): Promise<void> {
  for (const pid of await group.pids().catch(() => [])) {
    if (pid !== child.pid) sendSignal(pid, "SIGTERM");
  }
}

async function readStatus(stream: Readable): Promise<z.infer<typeof Status>> {
  let text = "";
  stream.setEncoding("utf8");
  for await (const chunk of stream) text += String(chunk);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return Object.assign({}, ...lines.map((line) => Status.parse(JSON.parse(line)))) as z.infer<typeof Status>;
}

function feed(stream: Writable | null, content: string | Uint8Array): void {
  // A command that ends without reading its input is no error.
  stream?.on("error", () => undefined);
  stream?.end(content);
}

/** Streams end once every process has; one that has got away is not waited for. */
async function drained(outputs: readonly BoundedOutput[]): Promise<void> {
  const patience = new AbortController();
  const all = Promise.all(outputs.map(({ closed }) => closed));
  const isLate = await Promise.race([
    all.then(() => false),
    delay(DRAIN_MS, true, { signal: patience.signal }).catch(() => false),
  ]);
  patience.abort();
  if (!isLate) return;
  for (const output of outputs) output.abandon();
  await all;
}

/** A plain file that the command may open again by name, and not write to. It is gone from its folder at once. */
async function inputFile(path: string, content: string | Uint8Array): Promise<number> {
  await writeFile(path, content, { flag: "wx", mode: 0o444 });
  const descriptor = openSync(path, "r");
  await rm(path);
  return descriptor;
}

async function watch(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await look();
    await delay(WATCH_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
