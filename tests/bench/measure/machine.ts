// The machine as /proc shows it: who else is working, and waiting until nobody is.
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { setTimeout as delay } from "node:timers/promises";

/** Clock ticks of /proc are hundredths of a second on every Linux that Node runs on. */
export const TICKS_PER_SECOND = 100;

export interface MachineTime {
  readonly busySeconds: number;
  readonly allSeconds: number;
}

export function machineTime(): MachineTime {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n", 1);
  // user, nice, system, idle, iowait, irq, softirq, steal
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, value) => sum + value, 0);
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
  return { busySeconds: (all - idle) / TICKS_PER_SECOND, allSeconds: all / TICKS_PER_SECOND };
}

const QUIET_LIMIT_SECONDS = 45;

/** Waits, not for ever, for a second in which the machine is at least 85 % idle. */
export async function waitForQuiet(): Promise<void> {
  for (let waited = 0; waited < QUIET_LIMIT_SECONDS; waited++) {
    const before = machineTime();
    await delay(1000);
    const after = machineTime();
    if (after.busySeconds - before.busySeconds < 0.15 * (after.allSeconds - before.allSeconds)) return;
  }
}

/** "2 × AMD EPYC …, 24 GB, Linux": what ratios were measured on. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${availableParallelism()} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}
