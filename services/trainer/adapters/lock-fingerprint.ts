// Which dependencies a model was trained with: the lockfile's hash.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

const LOCKFILE = new URL("../../../package-lock.json", import.meta.url);

export async function lockFingerprint(): Promise<string> {
  return createHash("sha256")
    .update(await readFile(LOCKFILE))
    .digest("hex");
}
