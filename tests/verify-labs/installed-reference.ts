// The reference as a submission, in a folder where its commands can run.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildReference } from "../submissions/reference/build.ts";

/** @returns the folder, new, below `parent` */
export async function installReference(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "reference-"));
  await buildReference(folder);
  await promisify(execFile)("npm", ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
  });
  return folder;
}
