// A variant examined from the start, as a grade does it: installed, run in the sandbox on both worlds, judged.
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { Submission } from "@atelier/contracts/submission.ts";
import { prepareEngines } from "@atelier/engines/engines.ts";
import { runCommand } from "@atelier/engines/run-command.ts";
import { CHECKS } from "@atelier/grader/checks/checks.ts";
import { judge } from "@atelier/grader/judge/judge.ts";
import { OMNES_DATA_ENGINEER } from "@atelier/grader/packs/omnes-data-engineer.ts";
import { openSandbox } from "@atelier/grader/sandbox/sandbox.ts";
import type { Sheet } from "@atelier/grader/sheet.ts";
import { runWorker } from "@atelier/grader/worker/run-worker.ts";
import type { Change } from "../mutants/mutant.ts";
import { changeFile } from "./change-file.ts";

const DISK_BYTES = 4 * 2 ** 30;

export interface WholeOptions {
  /** A submission, installed. */
  readonly folder: string;
  readonly changes: readonly Change[];
  /** A new folder, only root's: goes with the grade. */
  readonly stateDir: string;
  readonly secret: Buffer;
  readonly scales: { readonly main: number; readonly live: number };
  readonly signal: AbortSignal;
}

export async function gradeWhole(options: WholeOptions): Promise<Sheet> {
  const { folder, changes, stateDir, secret, scales, signal } = options;
  await mkdir(stateDir, { recursive: true, mode: 0o711 });
  const sandbox = await openSandbox({ stateDir: join(stateDir, "sandbox") });
  try {
    const disk = (await sandbox.disk("disk", DISK_BYTES)).folder;
    const work = join(disk, "work");
    await mkdir(join(disk, "output"));
    await cp(folder, work, { recursive: true, verbatimSymlinks: true });
    for (const change of changes) {
      if (change.type !== "file" && change.type !== "remove" && change.type !== "add") {
        throw new Error(`a change of ${change.type} is of a snapshot's stores`);
      }
      await changeFile(work, change);
    }
    const submission = Submission.parse(parse(await readFile(join(work, "submission.yaml"), "utf8")));
    await runCommand({ program: "chown", args: ["-R", `${sandbox.user}:${sandbox.user}`, disk] });
    await prepareEngines({ signal });
    const { observations, absences } = await runWorker(
      {
        submission,
        secret: secret.toString("hex"),
        disk,
        stateDir: join(stateDir, "worker"),
        scales,
      },
      { note: () => undefined, signal },
    );
    return judge({
      pack: OMNES_DATA_ENGINEER,
      checks: CHECKS,
      observations,
      absences,
      deliverables: [],
      submission: "0".repeat(64),
      secret: "0".repeat(12),
      grader: "verify-labs",
      run: { gradedAt: new Date(0).toISOString(), seconds: 0 },
    });
  } finally {
    await sandbox.close();
    await rm(stateDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
