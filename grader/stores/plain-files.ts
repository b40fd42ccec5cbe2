// Plain files of a submission's own folder, by paths that it declares: no link is followed, no way leads out, sizes are bounded.
import { constants } from "node:fs";
import { open, readdir, type FileHandle } from "node:fs/promises";
import { join } from "node:path";

/** The folder `path` below `root`; undefined when it is not there, or the way to it leads through a link or out. */
export async function plainFolder(root: string, path: string): Promise<string | undefined> {
  const parts = path.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
  if (path.startsWith("/") || parts.includes("..")) return undefined;
  let at = root;
  for (const part of parts) {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    if (!entries.some((entry) => entry.name === part && entry.isDirectory())) return undefined;
    at = join(at, part);
  }
  return at;
}

/** Names of the plain files in a folder that `plainFolder` gave. */
export async function plainFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** Opens a plain file of at most so many bytes, whatever was put in its place meanwhile; undefined when it is none. */
export async function openPlainFile(path: string, maxBytes: number): Promise<FileHandle | undefined> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
  const stats = await file?.stat();
  if (stats?.isFile() && stats.size <= maxBytes) return file;
  await file?.close();
  return undefined;
}
