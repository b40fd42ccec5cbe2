// Runs a child process to its end and tells what it cost.
import { spawn } from "node:child_process";
import { cpuSecondsOfEndedChildren, peakBytes } from "./process.ts";
import { startWatch, type Watched } from "./watch.ts";

export interface ChildCost extends Watched {
  readonly stdout: string;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly stdin?: string;
}

const MEMORY_SAMPLE_MS = 25;

/**
 * Start-up and end are part of the cost. Meanwhile no other child of this process may end.
 * @throws Error with the end of its standard error when it exits otherwise than with 0.
 */
export async function runChild(
  command: string,
  args: readonly string[],
  { cwd, environment, timeoutMs, stdin = "" }: ChildOptions,
): Promise<ChildCost> {
  const cpuBefore = cpuSecondsOfEndedChildren();
  const readWatch = startWatch();
  const child = spawn(command, args, { cwd, env: environment, stdio: "pipe", timeout: timeoutMs });
  child.stdin.end(stdin);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr = (stderr + text).slice(-2000)));
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, peakBytes(child.pid ?? 0));
  }, MEMORY_SAMPLE_MS);
  try {
    const code = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    const watched = readWatch();
    if (code !== 0) throw new Error(`${command} ended with ${String(code)}: ${stderr.trim()}`);
    return { ...watched, stdout, cpuSeconds: cpuSecondsOfEndedChildren() - cpuBefore, peakBytes: peak };
  } finally {
    clearInterval(sampler);
  }
}
