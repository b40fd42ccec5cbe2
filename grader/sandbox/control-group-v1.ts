// Control groups of the first kind: a hierarchy for each controller. https://docs.kernel.org/admin-guide/cgroup-v1/
import { accessSync, constants } from "node:fs";
import { mkdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endAll, numberIn, readPids, removeAbandoned } from "./group-files.ts";
import type { ControlGroup, ControlGroups, GroupLimits } from "./control-group.ts";
import type { Without } from "./guards.ts";

const CONTROLLERS = ["memory", "pids", "cpu", "cpuacct"] as const;
type Controller = (typeof CONTROLLERS)[number];
type Folders = Readonly<Record<Controller, string>>;

const PERIOD_US = 100_000;
const NANOSECONDS = 1e9;

/** @returns undefined where one of the controllers is missing or not ours to divide */
export function versionOneGroups(own: string, mounts: string): ControlGroups | undefined {
  const parents = ownFolders(own, mounts);
  if (!parents || !Object.values(parents).every(isWritable)) return undefined;
  return {
    create: (name, limits, without) => create(parents, name, limits, without),
    removeAbandoned: () => removeAbandoned(Object.values(parents)),
  };
}

/** This process's own group under each controller, from /proc/self/cgroup and /proc/self/mounts. */
export function ownFolders(own: string, mounts: string): Folders | undefined {
  const mountPoints = mounts
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, , type]) => type === "cgroup");
  const found = CONTROLLERS.flatMap((controller) => {
    const mount = mountPoints.find(([, , , options]) => options?.split(",").includes(controller));
    const line = own.split("\n").find((entry) => entry.split(":")[1]?.split(",").includes(controller));
    const path = line?.split(":").slice(2).join(":");
    return mount?.[1] === undefined || path === undefined
      ? []
      : [[controller, join(mount[1], path)] as const];
  });
  return found.length === CONTROLLERS.length ? (Object.fromEntries(found) as Folders) : undefined;
}

/** What is written where, in this order: the bound with swap cannot be lower than the one without. */
export function versionOneSettings(
  folders: Folders,
  { memoryBytes, cpuCores, pids }: GroupLimits,
  without: Without,
): (readonly [path: string, value: string])[] {
  const memory = without.has("memory")
    ? []
    : ([
        [join(folders.memory, "memory.limit_in_bytes"), String(memoryBytes)],
        [join(folders.memory, "memory.memsw.limit_in_bytes"), String(memoryBytes)],
      ] as const);
  const processes = without.has("processes")
    ? []
    : ([[join(folders.pids, "pids.max"), String(pids)]] as const);
  return [
    ...memory,
    ...processes,
    [join(folders.cpu, "cpu.cfs_period_us"), String(PERIOD_US)],
    [
      join(folders.cpu, "cpu.cfs_quota_us"),
      cpuCores === Infinity ? "-1" : String(Math.round(cpuCores * PERIOD_US)),
    ],
  ];
}

async function create(
  parents: Folders,
  name: string,
  limits: GroupLimits,
  without: Without,
): Promise<ControlGroup> {
  const folders = Object.fromEntries(
    CONTROLLERS.map((controller) => [controller, join(parents[controller], name)]),
  ) as Folders;
  // Controllers that are mounted together share a folder.
  const distinct = [...new Set(Object.values(folders))];
  for (const folder of distinct) await mkdir(folder);
  for (const [path, value] of versionOneSettings(folders, limits, without)) {
    await writeFile(path, value).catch((error: NodeJS.ErrnoException) => {
      // A kernel may be built without the count of swap.
      const isUncounted = path.includes("memsw") && error.code === "ENOENT";
      // Where we have less CPU than that ourselves, our own bound holds.
      const isBeyondOurs = path.includes("quota") && error.code === "EINVAL";
      if (!isUncounted && !isBeyondOurs) throw error;
    });
  }
  const pids = () => readPids(join(folders.pids, "cgroup.procs"));
  return {
    joinFiles: distinct.map((folder) => join(folder, "cgroup.procs")),
    pids,
    async usage() {
      const [cpu, statistics, pressure, count] = await Promise.all([
        readFile(join(folders.cpuacct, "cpuacct.usage"), "utf8"),
        readFile(join(folders.memory, "memory.stat"), "utf8"),
        readFile(join(folders.memory, "memory.oom_control"), "utf8"),
        readFile(join(folders.pids, "pids.current"), "utf8"),
      ]);
      return {
        cpuSeconds: Number(cpu) / NANOSECONDS,
        memoryBytes: numberIn(statistics, "total_rss"),
        processes: Number(count),
        outOfMemory: numberIn(pressure, "oom_kill") > 0,
      };
    },
    killAll: () => endAll(pids),
    async remove() {
      for (const folder of distinct) await rmdir(folder);
    },
  };
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
