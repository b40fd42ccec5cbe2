// A stopwatch for one measurement that also sees what the rest of the machine does meanwhile.
import { machineTime } from "./machine.ts";

export interface Watched {
  readonly seconds: number;
  /** Share of the machine taken by others, when all that is ours took `ourCpuSeconds`. */
  othersShare(ourCpuSeconds: number): number;
}

/** Starts it; the returned function reads it. */
export function startWatch(): () => Watched {
  const machine = machineTime();
  const own = process.cpuUsage();
  const started = performance.now();
  return () => {
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(own);
    const now = machineTime();
    const busy = now.busySeconds - machine.busySeconds - (user + system) / 1e6;
    const all = now.allSeconds - machine.allSeconds;
    return {
      seconds,
      othersShare: (ourCpuSeconds) => Math.max(0, busy - ourCpuSeconds) / Math.max(all, 0.01),
    };
  };
}
