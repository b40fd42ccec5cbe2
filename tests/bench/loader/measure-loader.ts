// Starts one loader, watches the table fill, and stops it when every record is in.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Measure } from "../measure/contest.ts";
import { cpuSecondsOfTree, peakBytes } from "../measure/process.ts";
import { startWatch } from "../measure/watch.ts";
import type { LoaderStage } from "./stage.ts";

export interface LoaderCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
}

const LOOK_EVERY_MS = 20;
const LIMIT_SECONDS = 120;

/** The clock runs from the start of the process. @throws Error when it ends by itself or takes too long. */
export async function measureLoader(stage: LoaderStage, command: LoaderCommand): Promise<Measure> {
  await stage.reset();
  const postgresBefore = stage.postgresCpuSeconds();
  const kafkaBefore = stage.kafkaCpuSeconds();
  const readWatch = startWatch();
  const child = spawn(command.program, command.args, {
    cwd: command.cwd,
    env: { ...stage.environment, ...command.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const words: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => words.push(text));
  }
  const pid = child.pid ?? 0;
  const ended = once(child, "exit");
  try {
    let firstRow = 0;
    for (;;) {
      await delay(LOOK_EVERY_MS);
      if (child.exitCode !== null || readWatch().seconds > LIMIT_SECONDS) {
        const lastLine = words.join("").trim().split("\n").at(-1) ?? "";
        throw new Error(`did not finish: ${lastLine.slice(0, 300)}`);
      }
      if (firstRow === 0) {
        if (await stage.hasRows()) firstRow = readWatch().seconds;
        continue;
      }
      const { seconds, othersShare } = readWatch();
      if (!(await stage.isComplete())) continue;
      const own = cpuSecondsOfTree(pid);
      const postgres = stage.postgresCpuSeconds() - postgresBefore;
      return {
        units: stage.records,
        seconds,
        cpuSeconds: own + postgres,
        othersShare: othersShare(own + postgres + stage.kafkaCpuSeconds() - kafkaBefore),
        peakBytes: peakBytes(pid),
        checksum: await stage.contentChecksum(),
        also: {
          "to first row s": firstRow,
          "after first row/s": stage.records / (seconds - firstRow),
          "own CPU s": own,
          "PostgreSQL CPU s": postgres,
        },
      };
    }
  } finally {
    child.kill("SIGTERM");
    await Promise.race([ended, delay(10_000).then(() => child.kill("SIGKILL"))]);
  }
}
