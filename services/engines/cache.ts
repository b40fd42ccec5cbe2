// Installed engines and prepared data folders, made once per version and shared by every checkout of a user.
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@atelier/platform/errors.ts";
import { withLock } from "./lock.ts";

const NEEDED_BYTES = 2 * 1024 ** 3;

/**
 * The folder `key` of the cache, made by `make` if it is not there. It appears whole or not at all: made beside
 * and renamed, one process at a time; what a killed one left half-made is removed.
 * @throws ConfigError `disk-full` when less than 2 GB are free.
 */
export async function cached(
  cacheDir: string,
  key: string,
  make: (folder: string) => Promise<void>,
  onWait?: () => void,
): Promise<string> {
  const folder = join(cacheDir, key);
  if (await exists(folder)) return folder;
  await withLock(
    join(cacheDir, `.${key}.lock`),
    async () => {
      if (await exists(folder)) return;
      await requireSpace(cacheDir, NEEDED_BYTES, "set XDG_CACHE_HOME to a folder on a larger disk");
      await removeLeftovers(cacheDir, key);
      const partial = await mkdtemp(join(cacheDir, `.${key}.partial-`));
      try {
        await make(partial);
        await chmod(partial, 0o755);
        await rename(partial, folder);
      } finally {
        await rm(partial, { recursive: true, force: true });
      }
    },
    onWait,
  );
  return folder;
}

/** @throws ConfigError `disk-full` when less than `bytes` are free where `folder` is, with the way to another disk. */
export async function requireSpace(folder: string, bytes: number, otherDisk: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) {
    const free = Math.floor((bavail * bsize) / 1024 ** 2);
    throw new ConfigError(
      "disk-full",
      `Only ${free} MB are free in ${folder} and ${Math.ceil(bytes / 1024 ** 2)} MB are needed: free some, ` +
        `or ${otherDisk}`,
    );
  }
}

async function removeLeftovers(cacheDir: string, key: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    if (name.startsWith(`.${key}.partial-`)) await rm(join(cacheDir, name), { recursive: true, force: true });
  }
}

function exists(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
