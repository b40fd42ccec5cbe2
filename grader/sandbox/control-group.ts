// Bounds memory, processes and CPU of all that one command starts, counts what it has used, and ends every last process of it.
import { readFile } from "node:fs/promises";
import { ConfigError } from "@atelier/platform/errors.ts";
import { versionOneGroups } from "./control-group-v1.ts";
import { versionTwoGroups } from "./control-group-v2.ts";
import type { Without } from "./guards.ts";
import type { Limits } from "./limits.ts";

export type GroupLimits = Pick<Limits, "memoryBytes" | "cpuCores" | "pids">;

export interface GroupUsage {
  readonly cpuSeconds: number;
  /** Of its own pages, now: files that the kernel keeps in memory are not the command's doing. */
  readonly memoryBytes: number;
  readonly processes: number;
  /** Whether the kernel has ended a process for want of memory. */
  readonly outOfMemory: boolean;
}

export interface ControlGroup {
  /** To which a process writes "0" to join. */
  readonly joinFiles: readonly string[];
  usage(): Promise<GroupUsage>;
  pids(): Promise<number[]>;
  /** Every process in it, at once. */
  killAll(): Promise<void>;
  /** Once it is empty. */
  remove(): Promise<void>;
}

// "0" is the process that writes; it stays the same process all the way.
const JOIN = `
count=$1; shift
while [ "$count" -gt 0 ]; do echo 0 > "$1" || exit 1; shift; count=$((count - 1)); done
exec "$@"`;

/** What to put before a command so that it runs in the group. */
export function enterGroup({ joinFiles }: ControlGroup): string[] {
  return ["sh", "-c", JOIN, "sh", String(joinFiles.length), ...joinFiles];
}

export interface ControlGroups {
  create(name: string, limits: GroupLimits, without: Without): Promise<ControlGroup>;
  /** Those of graders that were killed before they could: their names tell whose they were. */
  removeAbandoned(): Promise<void>;
}

/** @throws ConfigError where no control group can be made: without one, nothing bounds a command's memory. */
export async function findControlGroups(): Promise<ControlGroups> {
  const [own, mounts] = await Promise.all([
    readFile("/proc/self/cgroup", "utf8"),
    readFile("/proc/self/mounts", "utf8"),
  ]);
  const groups = versionOneGroups(own, mounts) ?? (await versionTwoGroups(own, mounts));
  if (groups) return groups;
  throw new ConfigError(
    "no-control-group",
    "This machine gives no control group (cgroup) with memory, pids and cpu, which bound what a submission uses. " +
      "Grade as root (sudo ./atelier grade …), or in a group of your own: " +
      "systemd-run --user --scope -p Delegate=yes ./atelier grade …",
  );
}
