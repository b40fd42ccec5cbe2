// Reads the raw layer back.
import { readFile } from "node:fs/promises";
import { rawFolder } from "./environment.ts";

/** Bodies of a kind; none where nothing was collected. */
export async function bodies<T>(kind: string): Promise<T[]> {
  const text = await readFile(`${rawFolder()}/${kind}.jsonl`, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { body: T }).body);
}
