// What a sheet says that it has marked: the paths and bytes of the files that were kept, nothing normalised.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";

export interface Fingerprint {
  readonly sha256: string;
  readonly files: number;
  readonly bytes: number;
}

export async function fingerprint(tree: string): Promise<Fingerprint> {
  const entries = await readdir(tree, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(tree, join(entry.parentPath, entry.name)))
    .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const hash = createHash("sha256");
  let bytes = 0;
  for (const path of paths) {
    const { size } = await stat(join(tree, path));
    // Lengths before contents: no two trees run together into the same bytes.
    hash.update(`${Buffer.byteLength(path)}:${path}${size}:`);
    for await (const chunk of createReadStream(join(tree, path))) hash.update(chunk as Buffer);
    bytes += size;
  }
  return { sha256: hash.digest("hex"), files: paths.length, bytes };
}

// Crockford's alphabet: nothing that is read as something else.
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The name under which people see a submission: K7QF-2M9X. */
export function candidateCode(sha256: string): string {
  const bytes = Buffer.from(sha256, "hex").subarray(0, 8);
  const letters = [...bytes].map((byte) => LETTERS[byte % LETTERS.length]);
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}
