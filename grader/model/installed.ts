// Folders of a framework among a submission's installed dependencies. Links are not followed: what they lead to is not its own.
import { readdir, rename } from "node:fs/promises";
import { join, relative } from "node:path";

const HOMES = new Set(["site-packages", "dist-packages", "node_modules"]);
const MOST_FOLDERS = 20_000;
const HIDDEN = ".out-of-sight";

/** Relative to `folder`. */
export async function findInstalled(folder: string, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const waiting = [folder];
  for (let seen = 0; waiting.length > 0 && seen < MOST_FOLDERS; seen++) {
    const next = waiting.shift()!;
    const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isDirectory() || entry.name === ".git") continue;
      const path = join(next, entry.name);
      if (!HOMES.has(entry.name)) waiting.push(path);
      else {
        const children = await readdir(path, { withFileTypes: true }).catch(() => []);
        for (const child of children) {
          if (child.isDirectory() && names.includes(child.name)) {
            found.push(relative(folder, join(path, child.name)));
          }
        }
      }
    }
  }
  return found;
}

/** While `work` goes on, the folders are called otherwise; afterwards they are as they were. */
export async function outOfSight<T>(
  folder: string,
  paths: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const moved: string[] = [];
  try {
    for (const path of paths) {
      await rename(join(folder, path), join(folder, `${path}${HIDDEN}`));
      moved.push(path);
    }
    return await work();
  } finally {
    for (const path of moved) await rename(join(folder, `${path}${HIDDEN}`), join(folder, path));
  }
}
