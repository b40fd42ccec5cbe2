// Holds whatever the control of an attack lets loose: a group around all groups, and a disk around all disks, whose bounds lie
// above the guard's and far below the machine's.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import {
  findControlGroups,
  type ControlGroups,
  type GroupLimits,
} from "@atelier/grader/sandbox/control-group.ts";
import { versionOneGroups } from "@atelier/grader/sandbox/control-group-v1.ts";
import { createDisk } from "@atelier/grader/sandbox/disk.ts";
import { ALL_GUARDS_STAND } from "@atelier/grader/sandbox/guards.ts";

export interface OuterBounds {
  /** Groups that are made within the outer one. */
  readonly groups: ControlGroups;
  /** On the outer disk. */
  readonly folder: string;
  /** Ends whatever is left in them. */
  close(): Promise<void>;
}

export async function openOuterBounds(
  name: string,
  { diskBytes, ...limits }: GroupLimits & { readonly diskBytes: number },
): Promise<OuterBounds> {
  const stateDir = await mkdtemp(`/var/tmp/atelier-${name}-`);
  const groupName = `atelier-${name}-${process.pid}`;
  const group = await (await findControlGroups()).create(groupName, limits, ALL_GUARDS_STAND);
  const disk = await createDisk({
    stateDir,
    name: "outer",
    bytes: diskBytes,
    owner: 0,
    without: ALL_GUARDS_STAND,
  });
  const own = (await readFile("/proc/self/cgroup", "utf8")).trim().split("\n");
  const groups = versionOneGroups(
    own.map((line) => `${line}/${groupName}`).join("\n"),
    await readFile("/proc/self/mounts", "utf8"),
  );
  if (!groups) throw new Error("these attacks are tried on control groups of the first kind only");
  return {
    groups,
    folder: disk.folder,
    async close() {
      await group.killAll();
      await group.remove();
      await disk.remove();
      await rm(stateDir, { recursive: true });
    },
  };
}
