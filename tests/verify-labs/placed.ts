// The right submissions, as a candidate would send them, and as they stand where their commands can run.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Mutant } from "../mutants/mutant.ts";
import { buildReference } from "../submissions/reference/build.ts";

const PYTHON_COMPLETE = fileURLToPath(new URL("../submissions/python-complete", import.meta.url));

/** @returns a new folder below `parent` */
export async function placeSubmission(of: Mutant["of"], parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, `${of}-`));
  if (of === "reference") await buildReference(folder);
  else await cp(PYTHON_COMPLETE, folder, { recursive: true });
  return folder;
}

/** @returns a new folder below `parent`, with all that the reference's commands need */
export async function installReference(parent: string): Promise<string> {
  const folder = await placeSubmission("reference", parent);
  const args = ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", args, { cwd: folder });
  return folder;
}
