// Changes of a submission's files.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Change } from "../mutants/mutant.ts";

export type FileChange = Extract<Change, { readonly type: "file" | "remove" | "add" }>;

/** @throws Error where the text to be replaced is not there exactly once: the mutant is out of date. */
export async function changeFile(folder: string, change: FileChange): Promise<void> {
  const path = join(folder, change.path);
  if (change.type === "remove") return rm(path, { recursive: true });
  if (change.type === "add") {
    await mkdir(dirname(path), { recursive: true });
    return writeFile(path, change.text);
  }
  const parts = (await readFile(path, "utf8")).split(change.find);
  if (parts.length !== 2) throw new Error(`${change.path} has "${change.find}" ${parts.length - 1} times`);
  await writeFile(path, parts.join(change.replace));
}
