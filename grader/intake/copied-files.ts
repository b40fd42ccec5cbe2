// Which files of a submission are the reference's own, white space aside. A word to the jury: no mark hangs on it, since whoever
// changes one letter is not told of.
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const SERVICES = fileURLToPath(new URL("../../services", import.meta.url));
/** What solves the case study and no kit holds. */
const OF_THE_REFERENCE = ["scraper", "etl", "model", "model-store", "trainer", "scorer", "dashboard"];
/** Shorter ones may be alike by chance. Letters without white space. */
const LEAST_LETTERS = 300;
const MAX_BYTES = 1_000_000;

/** @returns paths within `tree` */
export async function findCopiedFiles(tree: string): Promise<string[]> {
  const known = new Set<string>();
  for (const service of OF_THE_REFERENCE) {
    for await (const { digest } of digests(join(SERVICES, service))) known.add(digest);
  }
  const copied: string[] = [];
  for await (const { path, digest } of digests(tree))
    if (known.has(digest)) copied.push(relative(tree, path));
  return copied.toSorted();
}

async function* digests(folder: string): AsyncIterable<{ path: string; digest: string }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.includes("/node_modules/")) continue;
    if ((await stat(path)).size > MAX_BYTES) continue;
    const letters = (await readFile(path, "latin1")).replaceAll(/\s/g, "");
    if (letters.length < LEAST_LETTERS) continue;
    yield { path, digest: createHash("sha256").update(letters).digest("hex") };
  }
}
