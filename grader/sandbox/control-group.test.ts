import { describe, expect, it } from "vitest";
import { ownFolders, versionOneGroups, versionOneSettings } from "./control-group-v1.ts";
import { ownFolder, versionTwoSettings } from "./control-group-v2.ts";
import { numberIn } from "./group-files.ts";
import { ALL_GUARDS_STAND } from "./guards.ts";

const LIMITS = { memoryBytes: 1000, cpuCores: 1.5, pids: 7 };

const V1_MOUNTS = [
  "tmpfs /sys/fs/cgroup tmpfs rw,mode=755 0 0",
  "cgroup /sys/fs/cgroup/memory cgroup rw,relatime,memory 0 0",
  "cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,relatime,cpu,cpuacct 0 0",
  "cgroup /sys/fs/cgroup/pids cgroup rw,relatime,pids 0 0",
  "cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0",
].join("\n");

describe("control groups of the first kind", () => {
  it("are made under this process's own, in each hierarchy", () => {
    const own = "9:pids:/\n4:memory:/a:b/c\n2:cpu,cpuacct:/user\n0::/\n";
    expect(ownFolders(own, V1_MOUNTS)).toEqual({
      memory: "/sys/fs/cgroup/memory/a:b/c",
      pids: "/sys/fs/cgroup/pids/",
      cpu: "/sys/fs/cgroup/cpu,cpuacct/user",
      cpuacct: "/sys/fs/cgroup/cpu,cpuacct/user",
    });
  });

  it("are not used where a controller is missing", () => {
    expect(versionOneGroups("4:memory:/\n0::/\n", V1_MOUNTS)).toBeUndefined();
    expect(versionOneGroups("0::/\n", "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0")).toBeUndefined();
  });

  it("bound memory first, then memory with swap, processes and CPU", () => {
    const folders = { memory: "/m", pids: "/p", cpu: "/c", cpuacct: "/a" };
    expect(versionOneSettings(folders, LIMITS, ALL_GUARDS_STAND)).toEqual([
      ["/m/memory.limit_in_bytes", "1000"],
      ["/m/memory.memsw.limit_in_bytes", "1000"],
      ["/p/pids.max", "7"],
      ["/c/cpu.cfs_period_us", "100000"],
      ["/c/cpu.cfs_quota_us", "150000"],
    ]);
    const free = versionOneSettings(folders, { ...LIMITS, cpuCores: Infinity }, ALL_GUARDS_STAND);
    expect(free.at(-1)).toEqual(["/c/cpu.cfs_quota_us", "-1"]);
  });
});

describe("control groups of the second kind", () => {
  const mounts = "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0";

  it("are made beside the leaf to which this process moves", () => {
    expect(ownFolder("0::/user.slice/run-1.scope\n", mounts)).toBe("/sys/fs/cgroup/user.slice/run-1.scope");
    expect(ownFolder("0::/user.slice/run-1.scope/atelier-grader\n", mounts)).toBe(
      "/sys/fs/cgroup/user.slice/run-1.scope/",
    );
    expect(ownFolder("0::/\n", mounts)).toBe("/sys/fs/cgroup/");
    expect(ownFolder("0::/\n", "")).toBeUndefined();
  });

  it("bound memory without any swap, processes and CPU", () => {
    expect(versionTwoSettings("/g", LIMITS, ALL_GUARDS_STAND)).toEqual([
      ["/g/memory.max", "1000"],
      ["/g/memory.swap.max", "0"],
      ["/g/pids.max", "7"],
      ["/g/cpu.max", "150000 100000"],
    ]);
    const free = versionTwoSettings("/g", { ...LIMITS, cpuCores: Infinity }, ALL_GUARDS_STAND);
    expect(free.at(-1)).toEqual(["/g/cpu.max", "max 100000"]);
  });
});

describe("numbers of a control group", () => {
  it("are found by their whole name", () => {
    expect(numberIn("rss 1\ntotal_rss 22\ntotal_rss_huge 3\n", "total_rss")).toBe(22);
    expect(numberIn("rss 1\n", "oom_kill")).toBe(0);
  });
});
