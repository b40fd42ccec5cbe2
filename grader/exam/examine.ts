// The examination itself, from a prepared submission to observations: first the main world, loaded once and learned from,
// then the live one, which ticks. Read it from the top: this is the order in which things happen.
import { join } from "node:path";
import type { Stage, Submission } from "@atelier/contracts/submission.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Preparation } from "../observations/preparation.ts";
import type { Absence, Observations, Part } from "../observations.ts";
import { SubmissionFault, type ExamWorld, type Phase, type PhaseContext } from "../phases/phase.ts";
import type { Told } from "../told.ts";
import { createCommands, type CommandSandbox, type RunningCommands } from "./commands.ts";
import { openExamWorld, type OpenWorld } from "./exam-world.ts";
import { createService } from "./service.ts";

/** What happens on a world, in order: a command to its end, or something observed. */
export type Step = { readonly run: Stage } | { readonly observe: Phase } | { readonly restart: Restart };

/** Supplies what an earlier stage should have left, where it has not. */
export interface Restart {
  readonly before: Stage;
  isNeeded(seen: Observations): boolean;
  /** @returns variables for the stage that follows */
  supply(world: ExamWorld, folder: string): Promise<Readonly<Record<string, string>>>;
}

export interface Examination {
  readonly submission: Submission;
  /** The exam's, 32 bytes. */
  readonly secret: Buffer;
  /** The submission's files as its commands see and change them, on the host. */
  readonly folder: string;
  readonly outputFolder: string;
  readonly seenOutput: string;
  /** Where supplied raw records are put, on the host and in the sandbox. */
  readonly suppliedFolder: string;
  readonly sandbox: CommandSandbox;
  readonly stateDir: string;
  readonly cacheDir: string | undefined;
  readonly scales: Readonly<Record<ExamWorld["name"], number>>;
  readonly signal: AbortSignal;
  note(what: Told): void;
}

export interface Examined {
  readonly observations: Observations;
  readonly absences: readonly Absence[];
}

export async function examine(
  examination: Examination,
  steps: Readonly<Record<ExamWorld["name"], readonly Step[]>>,
): Promise<Examined> {
  const preparation: Preparation = { commands: [], restarts: [] };
  const seen: Observations = { preparation };
  const absences: Absence[] = [];
  for (const name of ["main", "live"] as const) {
    if (steps[name].length === 0) continue;
    const world = await openExamWorld({
      name,
      scale: examination.scales[name],
      secret: examination.secret,
      stores: examination.submission.stores,
      stateDir: join(examination.stateDir, name),
      cacheDir: examination.cacheDir,
      signal: examination.signal,
    });
    try {
      await examineWorld(world, steps[name], examination, seen, absences);
    } finally {
      await world.close();
    }
  }
  return { observations: seen, absences };
}

async function examineWorld(
  world: OpenWorld,
  steps: readonly Step[],
  examination: Examination,
  seen: Observations,
  absences: Absence[],
): Promise<void> {
  const { submission, folder, note, signal } = examination;
  const commands = createCommands({
    ...examination,
    onRun: (run) => seen.preparation?.commands.push(run),
  });
  const service = createService(commands, world, pageUrlOf(submission, world));
  const context: PhaseContext = { submission, folder, commands, service, seen, signal, note };
  let supplied: Readonly<Record<string, string>> = {};
  try {
    for (const step of steps) {
      signal.throwIfAborted();
      if ("run" in step) {
        note({ fr: `commande ${step.run}`, en: `command ${step.run}` });
        await runStage(step.run, commands, world, supplied);
        supplied = {};
      } else if ("restart" in step) {
        if (!step.restart.isNeeded(seen) || !commands.has(step.restart.before)) continue;
        supplied = await step.restart.supply(world, examination.suppliedFolder);
        seen.preparation?.restarts.push(step.restart.before);
      } else {
        note({ fr: `observation : ${step.observe.part}`, en: `observing ${step.observe.part}` });
        await observe(step.observe, world, context, absences);
      }
    }
  } finally {
    await service.stop();
  }
}

async function runStage(
  stage: Stage,
  commands: RunningCommands,
  world: ExamWorld,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  await commands.run(stage, world, { environment });
}

/** A part that cannot be observed is absent, with the reason and by whose fault; the others go on. */
async function observe(
  phase: Phase,
  world: ExamWorld,
  context: PhaseContext,
  absences: Absence[],
): Promise<void> {
  try {
    const part = await phase.observe(world, context);
    Object.assign(context.seen, { [phase.part]: part } satisfies Partial<Record<Part, unknown>>);
  } catch (error) {
    context.signal.throwIfAborted();
    // What the machine lacks stops a grade: the next phase would fail for the same reason.
    if (error instanceof ConfigError) throw error;
    absences.push({
      part: phase.part,
      fault: error instanceof SubmissionFault ? "submission" : "grader",
      reason: error instanceof SubmissionFault ? error.reason : reasonOf(error),
    });
  }
}

function reasonOf(error: unknown): Told {
  const message = error instanceof Error ? error.message : String(error);
  return {
    fr: `Observation interrompue, sans faute du candidat : ${message}`,
    en: `Could not be observed, by no fault of the candidate: ${message}`,
  };
}

function pageUrlOf(submission: Submission, world: OpenWorld): string {
  return new URL(submission.page?.path ?? "/", `http://127.0.0.1:${world.pagePort}`).href;
}
