// Reads the texts of a clean tree, within bounds: a file past them is named, not read.
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { decodeText, type TextFile } from "./text-file.ts";

const FILE_BYTES = 2 * 2 ** 20;
const ALL_BYTES = 32 * 2 ** 20;

export interface ReadFiles {
  readonly paths: ReadonlyMap<string, number>;
  readonly texts: readonly TextFile[];
  readonly unread: readonly string[];
}

export async function readFiles(tree: string): Promise<ReadFiles> {
  const paths = new Map<string, number>();
  const texts: TextFile[] = [];
  const unread: string[] = [];
  let read = 0;
  const entries = await readdir(tree, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.toSorted()) {
    const path = relative(tree, file);
    const { size } = await stat(file);
    paths.set(path, size);
    if (size > FILE_BYTES || read + size > ALL_BYTES) {
      unread.push(path);
      continue;
    }
    read += size;
    const text = decodeText(await readFile(file));
    if (text !== undefined) texts.push({ path, text });
  }
  return { paths, texts, unread };
}
