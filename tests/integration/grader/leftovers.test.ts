// What a grader that was killed has left on the machine goes with the next one.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findControlGroups } from "@atelier/grader/sandbox/control-group.ts";
import { createDisk, releaseDisks } from "@atelier/grader/sandbox/disk.ts";
import { ALL_GUARDS_STAND } from "@atelier/grader/sandbox/guards.ts";
import { STAGE_LIMITS } from "@atelier/grader/sandbox/limits.ts";

it("its disks are let go, also below a folder with a space in its name", async () => {
  const outer = await mkdtemp("/var/tmp/atelier-leftovers-");
  const stateDir = join(outer, "un état");
  await mkdir(stateDir);
  const disk = await createDisk({
    stateDir,
    name: "disk",
    bytes: 64 * 2 ** 20,
    owner: 64_901,
    without: ALL_GUARDS_STAND,
  });
  await expect(rm(disk.folder, { recursive: true })).rejects.toThrow("EBUSY");
  await releaseDisks(outer);
  await rm(outer, { recursive: true });
  expect(await readFile("/proc/self/mounts", "utf8")).not.toContain(outer);
});

it("its control groups are removed, with whatever still runs in them; a living grader's stay", async () => {
  const groups = await findControlGroups();
  const over = spawn("true");
  await once(over, "exit");
  const abandoned = await groups.create(`atelier-${over.pid}-1-1`, STAGE_LIMITS, ALL_GUARDS_STAND);
  const living = await groups.create(`atelier-${process.pid}-99-1`, STAGE_LIMITS, ALL_GUARDS_STAND);
  const entering = abandoned.joinFiles.map((file) => `echo 0 > "${file}"`).join("; ");
  const left = spawn("sh", ["-c", `${entering}; echo in; exec sleep 600`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(left.stdout, "data");
  const ended = once(left, "exit");
  await groups.removeAbandoned();
  expect((await ended)[1]).toBe("SIGKILL");
  expect(abandoned.joinFiles.filter((file) => existsSync(file))).toEqual([]);
  expect(living.joinFiles.filter((file) => !existsSync(file))).toEqual([]);
  await living.remove();
});
