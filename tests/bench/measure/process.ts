// CPU time and peak memory of processes that are not ours, read from /proc.
import { readFileSync, readdirSync } from "node:fs";
import { TICKS_PER_SECOND } from "./machine.ts";

interface Stat {
  readonly parent: number;
  readonly ownTicks: number;
  /** Of children that ended and were waited for. */
  readonly endedChildrenTicks: number;
}

function readStat(pid: number | "self"): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name between parentheses may hold anything; fields count from after it (the third is the state).
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const at = (index: number) => Number(fields[index]);
    return { parent: at(1), ownTicks: at(11) + at(12), endedChildrenTicks: at(13) + at(14) };
  } catch {
    return undefined; // It has just ended.
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((candidate) => Number.isInteger(candidate) && readStat(candidate)?.parent === pid);
}

/** CPU seconds of a process and its descendants so far. */
export function cpuSecondsOfTree(pid: number): number {
  const stat = readStat(pid);
  if (!stat) return 0;
  const own = (stat.ownTicks + stat.endedChildrenTicks) / TICKS_PER_SECOND;
  return childrenOf(pid).reduce((sum, child) => sum + cpuSecondsOfTree(child), own);
}

/** CPU seconds of all children of this process that have ended: the difference around one child is that child's. */
export function cpuSecondsOfEndedChildren(): number {
  return (readStat("self")?.endedChildrenTicks ?? 0) / TICKS_PER_SECOND;
}

/** Largest resident size a process has had; 0 when it has ended. */
export function peakBytes(pid: number): number {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(match?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
