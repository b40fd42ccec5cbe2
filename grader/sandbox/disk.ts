// Folders of a bounded size for what a submission writes: a file system of its own in one file, whose size and number of
// files are bounds that the kernel keeps. Its mount also hides where the grader keeps things: paths begin at its root.
import { chown, mkdir, readFile, realpath, rm, statfs, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "@atelier/engines/run-command.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Without } from "./guards.ts";

export interface Disk {
  /** On the host, and the sandbox's user's. */
  readonly folder: string;
  isFull(): Promise<boolean>;
  remove(): Promise<void>;
}

export interface DiskOptions {
  readonly stateDir: string;
  readonly name: string;
  readonly bytes: number;
  readonly owner: number;
  readonly without: Without;
}

const BYTES_PER_FILE = 8192;
/** Less than this much left is full. */
const LEFT_BYTES = 64 * 1024;

/** @throws ConfigError where file systems cannot be mounted: only root may, and not in every container. */
export async function createDisk({ stateDir, name, bytes, owner, without }: DiskOptions): Promise<Disk> {
  const image = join(stateDir, `${name}.img`);
  const folder = join(stateDir, name);
  await mkdir(folder);
  if (without.has("disk")) {
    await chown(folder, owner, owner);
    return {
      folder,
      isFull: () => Promise.resolve(false),
      remove: () => rm(folder, { recursive: true }),
    };
  }
  await writeFile(image, "", { flag: "wx", mode: 0o600 });
  // Sparse: what is not written takes no room.
  await truncate(image, bytes);
  const remove = async () => {
    await runCommand({ program: "umount", args: ["--lazy", folder] });
    await rm(folder, { recursive: true });
    await rm(image);
  };
  try {
    const format = [
      "-q",
      "-F",
      "-m",
      "0",
      "-i",
      String(BYTES_PER_FILE),
      "-E",
      "lazy_itable_init=1",
      "-O",
      "^has_journal",
    ];
    await runCommand({ program: "mkfs.ext4", args: [...format, image], env: { PATH: ADMINISTRATOR_PATH } });
    await runCommand({
      program: "mount",
      args: ["-o", "loop,nosuid,nodev", image, folder],
      env: { PATH: ADMINISTRATOR_PATH },
    });
  } catch (error) {
    await rm(folder, { recursive: true });
    await rm(image);
    throw new ConfigError(
      "no-bounded-disk",
      "This machine does not let the grader mount a file system of a bounded size (a loop device with ext4), " +
        "which keeps a submission from filling the disk. Grade as root, on a machine or in a container that has /dev/loop-control.",
      { cause: error },
    );
  }
  await rm(join(folder, "lost+found"), { recursive: true });
  await chown(folder, owner, owner);
  return {
    folder,
    async isFull() {
      const { bavail, bsize, ffree } = await statfs(folder);
      return ffree === 0 || bavail * bsize < LEFT_BYTES;
    },
    remove,
  };
}

/** Unmounts every disk below a folder, whose grader was killed: until then the folder cannot be removed. */
export async function releaseDisks(folder: string): Promise<void> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined) return;
  const mounts = (await readFile("/proc/self/mounts", "utf8")).split("\n");
  // Spaces and such are octal there (proc(5)).
  const places = mounts.map((line) =>
    (line.split(" ")[1] ?? "").replaceAll(/\\([0-7]{3})/g, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 8)),
    ),
  );
  for (const place of places.filter((one) => one.startsWith(`${root}/`)).toReversed()) {
    await runCommand({ program: "umount", args: ["--lazy", place] });
  }
}

const ADMINISTRATOR_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
