// A file system of a few kilobytes, to be full. Only root may mount one, and not in every container.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface SmallDisk {
  readonly folder: string;
  resize(size: string): Promise<void>;
  remove(): Promise<void>;
}

/** @param size as mount(8) writes it: "256k". @returns undefined where mounting is not allowed. */
export async function mountSmallDisk(size: string): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-small-"));
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${size},mode=0711`, "tmpfs", folder]);
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    async resize(to) {
      await run("mount", ["-o", `remount,size=${to}`, folder]);
    },
    async remove() {
      await run("umount", ["--lazy", folder]);
      await rm(folder, { recursive: true });
    },
  };
}
