// Reads what the candidate has recorded of trainings.
import { lstat, realpath } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { readRuns } from "../model/training-runs.ts";
import { NO_TRAININGS } from "../observations/trainings.ts";
import { readOwnText } from "../text/own-text.ts";
import type { Phase } from "./phase.ts";

const RECORD_BYTES = 1_000_000;

export const trainings: Phase<"trainings"> = {
  part: "trainings",
  world: "main",
  async observe(_world, { submission, folder }) {
    const declared = submission.model?.runs;
    const path = declared === undefined ? undefined : await insideOf(folder, declared);
    const text = path === undefined ? undefined : await readOwnText(path, RECORD_BYTES);
    return text === undefined || declared === undefined ? NO_TRAININGS : readRuns(declared, text);
  },
};

/** Where a declared file lies, if that is in the folder, whatever links lead there. */
async function insideOf(folder: string, file: string): Promise<string | undefined> {
  const root = await realpath(folder);
  const path = resolve(join(root, file));
  if (!path.startsWith(root + sep)) return undefined;
  const there = await lstat(path).catch(() => undefined);
  if (!there?.isFile()) return undefined;
  return (await realpath(path)) === path ? path : undefined;
}
