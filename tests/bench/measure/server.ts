// Starts a server as a child process that prints one JSON line when it listens, and stops it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { cpuSecondsOfTree } from "./process.ts";

export interface RunningServer {
  /** What its first line of standard output said. */
  readonly announcement: unknown;
  readonly pid: number;
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export async function startServer(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  stdin = "",
): Promise<RunningServer> {
  const child = spawn(process.execPath, args, { env: environment, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(stdin);
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit");
  const line = await Promise.race([once(lines, "line"), ended.then(() => undefined)]);
  const pid = child.pid;
  if (line === undefined || pid === undefined) throw new Error(`${args.join(" ")} ended before it listened`);
  return {
    announcement: JSON.parse(String(line[0])) as unknown,
    pid,
    cpuSeconds: () => cpuSecondsOfTree(pid),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
