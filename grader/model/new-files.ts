// What a command has left in a folder: the bytes of the files that it made or changed. Links are not followed.
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Dependencies and caches are no model. */
const SKIPPED = new Set(["node_modules", ".venv", "venv", ".git", "__pycache__", ".pytest_cache", ".cache"]);
const MOST_ENTRIES = 200_000;

export async function bytesChangedSince(folder: string, sinceMs: number): Promise<number> {
  let bytes = 0;
  let entries = 0;
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      entries += 1;
      if (entries > MOST_ENTRIES) return bytes;
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) waiting.push(path);
      } else if (entry.isFile()) {
        const stats = await lstat(path).catch(() => undefined);
        if (stats && stats.mtimeMs >= sinceMs) bytes += stats.size;
      }
    }
  }
  return bytes;
}
