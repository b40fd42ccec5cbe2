// The examination itself, from a prepared submission to observations: first the main world, loaded once and learned from,
// then the live one, which ticks. Read it from the top: this is the order in which things happen.
import { join } from "node:path";
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Stage, Submission } from "@atelier/contracts/submission.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Preparation } from "../observations/preparation.ts";
import type { Absence, Observations, Part } from "../observations.ts";
import { SubmissionFault, type ExamWorld, type Phase, type PhaseContext } from "../phases/phase.ts";
import { isShutOut } from "../stores/sql-session.ts";
import type { Told } from "../told.ts";
import { createCommands, type CommandSandbox } from "./commands.ts";
import { openExamWorld, type OpenWorld } from "./exam-world.ts";
import { createService } from "./service.ts";

/** What happens on a world, in order. */
export type Step =
  /** A command, to its end. */
  | { readonly run: Stage }
  | { readonly observe: Phase }
  /** Before the stage, raw records are supplied where this says that collecting has failed. */
  | { readonly restart: "load"; readonly isNeeded: (seen: Observations) => boolean };

export interface Examination {
  readonly submission: Submission;
  /** The exam's, 32 bytes. */
  readonly secret: Buffer;
  /** The submission's files as its commands see and change them, on the host. */
  readonly folder: string;
  readonly outputFolder: string;
  readonly seenOutput: string;
  /** Before another world: the submission's files as they were before the first, so that no world sees what another has left. */
  renewFiles(): Promise<void>;
  /** Where supplied raw records are put, on the host and in the sandbox. */
  readonly supplied: { readonly folder: string; readonly seen: string };
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
  const names = (["main", "live"] as const).filter((name) => steps[name].length > 0);
  for (const name of names) {
    if (name !== names[0]) await examination.renewFiles();
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
    label: world.name,
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
        await commands.run(step.run, world, { environment: supplied });
        supplied = {};
      } else if ("restart" in step) {
        if (!step.isNeeded(seen) || !commands.has(step.restart)) continue;
        note({ fr: "point de reprise : couche brute", en: "restart point: raw layer" });
        await world.supplyRawLayer(examination.supplied.folder);
        supplied = { [STAGE_ENVIRONMENT.rawDir]: examination.supplied.seen };
        seen.preparation?.restarts.push(step.restart);
      } else {
        note({ fr: `observation : ${step.observe.part}`, en: `observing ${step.observe.part}` });
        await observe(step.observe, world, context, absences);
      }
    }
  } finally {
    await service.stop();
  }
}

/** A part that cannot be observed is absent, with the reason and by whose fault; the others go on. */
export async function observe(
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
    const theirs = theirReason(error);
    absences.push({
      part: phase.part,
      fault: theirs ? "submission" : "grader",
      reason: theirs ?? reasonOf(error),
    });
  }
}

/** An engine that answers, and shuts the examination out, was told to: nobody is excused by it. */
function theirReason(error: unknown): Told | undefined {
  if (error instanceof SubmissionFault) return error.reason;
  if (!isShutOut(error)) return undefined;
  const { message } = error as Error;
  return {
    fr: `Un moteur ne laisse plus entrer l'examen, ou a mis fin à sa session : ${message}`,
    en: `An engine no longer lets the exam in, or has ended its session: ${message}`,
  };
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
