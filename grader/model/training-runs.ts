// Reads the record of trainings: JSON lines, bounded.
import { TrainingRun } from "@atelier/contracts/training-record.ts";
import type { Trainings } from "../observations/trainings.ts";
import { readable } from "../text/readable.ts";

const MOST_RUNS = 500;

export function readRuns(file: string, text: string): Trainings {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, MOST_RUNS);
  const runs: TrainingRun[] = [];
  const wrong: string[] = [];
  for (const [index, line] of lines.entries()) {
    const parsed = TrainingRun.safeParse(parseLine(line));
    if (parsed.success) runs.push({ ...parsed.data, parameters: {} });
    else {
      const [issue] = parsed.error.issues;
      wrong.push(readable(`${index + 1}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`));
    }
  }
  return { file, runs, wrongLines: wrong.length, firstWrong: wrong[0] ?? null };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
