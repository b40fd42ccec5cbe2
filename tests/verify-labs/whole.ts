// A variant graded as any submission is: taken in, read, installed, run in the sandbox on its worlds.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "@atelier/engines/run-command.ts";
import type { Mutant, NeutralVariant } from "../mutants/mutant.ts";
import { changeFile } from "./change-file.ts";
import { placeSubmission } from "./placed.ts";
import type { Observed } from "./sheet.ts";
import { gradeSilently } from "./silent-grade.ts";

export type Variant = Pick<Mutant, "of" | "changes" | "reach" | "phases"> &
  Pick<NeutralVariant, "processors">;

export interface WholeOptions {
  readonly variant: Variant;
  /** A new folder, only root's: goes with the grade. */
  readonly stateDir: string;
  readonly secret: Buffer;
  readonly scales: { readonly main: number; readonly live: number };
  readonly signal: AbortSignal;
}

export async function gradeVariant({
  variant,
  stateDir,
  secret,
  scales,
  signal,
}: WholeOptions): Promise<Observed> {
  const { of, changes, phases, processors } = variant;
  const folder = await placeSubmission(of, stateDir);
  try {
    for (const change of changes) {
      if (change.type !== "file" && change.type !== "remove" && change.type !== "add") {
        throw new Error(`a change of ${change.type} is of a snapshot's stores`);
      }
      await changeFile(folder, change);
    }
    const whole = () =>
      gradeSilently({
        given: folder,
        secret,
        stateDir: join(stateDir, "grade"),
        scales,
        ...(phases && { only: phases }),
        signal,
      });
    return await (processors === "half" ? onHalfTheProcessors(whole) : whole());
  } finally {
    await rm(stateDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whatever this process starts meanwhile stays on the first half of the processors that it may use. */
async function onHalfTheProcessors<T>(work: () => Promise<T>): Promise<T> {
  const pid = String(process.pid);
  const affinity = (list: string) =>
    runCommand({ program: "taskset", args: ["--all-tasks", "--cpu-list", "--pid", list, pid] });
  const said = await runCommand({ program: "taskset", args: ["--cpu-list", "--pid", pid] });
  const all = (said.split(":").at(-1) ?? "").trim();
  const processors = all.split(",").flatMap((range) => {
    const [from = 0, to = from] = range.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
  await affinity(processors.slice(0, Math.max(1, Math.floor(processors.length / 2))).join(","));
  try {
    return await work();
  } finally {
    await affinity(all);
  }
}
