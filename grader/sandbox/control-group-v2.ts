// Control groups of the second kind: one hierarchy. https://docs.kernel.org/admin-guide/cgroup-v2.html
import { mkdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endAll, numberIn, readPids, removeAbandoned } from "./group-files.ts";
import type { ControlGroup, ControlGroups, GroupLimits } from "./control-group.ts";
import type { Without } from "./guards.ts";

const NEEDED = ["memory", "pids", "cpu"];
const PERIOD_US = 100_000;
const MICROSECONDS = 1e6;
/** Processes may be in the leaves only, so ours move to one. */
const OWN_LEAF = "atelier-grader";

/** @returns undefined where there is no such hierarchy, or this process may not divide its own group */
export async function versionTwoGroups(own: string, mounts: string): Promise<ControlGroups | undefined> {
  const parent = ownFolder(own, mounts);
  if (parent === undefined) return undefined;
  try {
    const controllers = await readFile(join(parent, "cgroup.controllers"), "utf8");
    if (!NEEDED.every((name) => controllers.trim().split(" ").includes(name))) return undefined;
    await divide(parent);
  } catch {
    // Read only, or someone else's.
    return undefined;
  }
  return {
    create: (name, limits, without) => create(join(parent, name), limits, without),
    removeAbandoned: () => removeAbandoned([parent]),
  };
}

/** From /proc/self/cgroup and /proc/self/mounts. A process that we have already moved to the leaf divides its parent. */
export function ownFolder(own: string, mounts: string): string | undefined {
  const mount = mounts
    .split("\n")
    .map((line) => line.split(" "))
    .find(([, , type]) => type === "cgroup2");
  const line = own.split("\n").find((entry) => entry.startsWith("0::"));
  if (mount?.[1] === undefined || line === undefined) return undefined;
  const path = line.slice("0::".length);
  return join(mount[1], path.endsWith(`/${OWN_LEAF}`) ? path.slice(0, -OWN_LEAF.length) : path);
}

export function versionTwoSettings(
  folder: string,
  { memoryBytes, cpuCores, pids }: GroupLimits,
  without: Without,
): (readonly [path: string, value: string])[] {
  const memory = without.has("memory")
    ? []
    : ([
        [join(folder, "memory.max"), String(memoryBytes)],
        [join(folder, "memory.swap.max"), "0"],
      ] as const);
  const processes = without.has("processes") ? [] : ([[join(folder, "pids.max"), String(pids)]] as const);
  return [
    ...memory,
    ...processes,
    [
      join(folder, "cpu.max"),
      `${cpuCores === Infinity ? "max" : Math.round(cpuCores * PERIOD_US)} ${PERIOD_US}`,
    ],
  ];
}

async function divide(parent: string): Promise<void> {
  const leaf = join(parent, OWN_LEAF);
  await mkdir(leaf, { recursive: true });
  for (const pid of await readPids(join(parent, "cgroup.procs"))) {
    // One that has just ended cannot be moved, and need not be.
    await writeFile(join(leaf, "cgroup.procs"), String(pid)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ESRCH") throw error;
    });
  }
  await writeFile(join(parent, "cgroup.subtree_control"), NEEDED.map((name) => `+${name}`).join(" "));
}

async function create(folder: string, limits: GroupLimits, without: Without): Promise<ControlGroup> {
  await mkdir(folder);
  for (const [path, value] of versionTwoSettings(folder, limits, without)) {
    await writeFile(path, value).catch((error: NodeJS.ErrnoException) => {
      // A machine without swap may have no bound of it.
      if (!path.endsWith("memory.swap.max") || error.code !== "ENOENT") throw error;
    });
  }
  const pids = () => readPids(join(folder, "cgroup.procs"));
  const read = (file: string) => readFile(join(folder, file), "utf8");
  return {
    joinFiles: [join(folder, "cgroup.procs")],
    pids,
    async usage() {
      const [cpu, statistics, events, count] = await Promise.all(
        ["cpu.stat", "memory.stat", "memory.events", "pids.current"].map(read),
      );
      return {
        cpuSeconds: numberIn(cpu ?? "", "usage_usec") / MICROSECONDS,
        memoryBytes: numberIn(statistics ?? "", "anon"),
        processes: Number(count),
        outOfMemory: numberIn(events ?? "", "oom_kill") > 0,
      };
    },
    async killAll() {
      // In one stroke since Linux 5.14.
      await writeFile(join(folder, "cgroup.kill"), "1").catch(() => undefined);
      await endAll(pids);
    },
    remove: () => rmdir(folder),
  };
}
