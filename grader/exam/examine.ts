// The examination itself, from a prepared submission to observations: first the main world, loaded once and learned from,
// then the live one, which ticks. Read it from the top: this is the order in which things happen.
import { join } from "node:path";
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Stage, Submission } from "@atelier/contracts/submission.ts";
import type { EngineName } from "@atelier/engines/engine.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Preparation } from "../observations/preparation.ts";
import type { Absence, Observations, Part } from "../observations.ts";
import { SubmissionFault, type ExamWorld, type Phase, type PhaseContext } from "../phases/phase.ts";
import { isExhausted, isShutOut } from "../stores/sql-session.ts";
import type { Told } from "../told.ts";
import { createCommands, type CommandSandbox } from "./commands.ts";
import { boundEngines, type EngineBounds } from "./engine-bounds.ts";
import { openExamWorld, type OpenWorld } from "./exam-world.ts";
import { createService } from "./service.ts";

/** What happens on a world, in order. */
export type Step =
  /** A command, to its end. */
  | { readonly run: Stage }
  | { readonly observe: Phase }
  /** Before the stage, raw records are supplied where this says that collecting has failed. */
  | { readonly restart: "load"; readonly isNeeded: (seen: Observations) => boolean }
  /** What follows on this world is our own reading: the engines of the next one start beside it. */
  | { readonly open: "next" };

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
  const places = names.map((name) => createPlace(name, examination));
  try {
    for (const [at, place] of places.entries()) {
      if (at > 0) await examination.renewFiles();
      const opened = await place.open();
      const openNext = () => void places[at + 1]?.open().catch(() => undefined);
      await examineWorld(opened, steps[opened.world.name], examination, { seen, absences, openNext });
      await place.close();
    }
  } finally {
    for (const place of places) await place.close();
  }
  return { observations: seen, absences };
}

interface Opened {
  readonly world: OpenWorld;
  readonly bounds: EngineBounds;
}

interface Place {
  /** The same one each time that it is asked for. */
  open(): Promise<Opened>;
  /** Whatever has become of it. */
  close(): Promise<void>;
}

function createPlace(name: ExamWorld["name"], examination: Examination): Place {
  const { secret, scales, submission, cacheDir, signal } = examination;
  const stateDir = join(examination.stateDir, name);
  let opening: Promise<Opened> | undefined;
  const open = async (): Promise<Opened> => {
    const bounds = await boundEngines(stateDir);
    const world = await openExamWorld({
      name,
      scale: scales[name],
      secret,
      stores: submission.stores,
      stateDir,
      cacheDir,
      through: bounds.through,
      signal,
    }).catch(async (error: unknown) => {
      await bounds.remove();
      throw error;
    });
    return { world, bounds };
  };
  return {
    open: () => (opening ??= open()),
    async close() {
      const opened = await opening?.catch(() => undefined);
      opening = undefined;
      try {
        await opened?.world.close();
      } finally {
        await opened?.bounds.remove();
      }
    },
  };
}

/** What a world's examination adds to, and what it may begin. */
interface Course {
  readonly seen: Observations;
  readonly absences: Absence[];
  openNext(): void;
}

async function examineWorld(
  { world, bounds }: Opened,
  steps: readonly Step[],
  examination: Examination,
  { seen, absences, openNext }: Course,
): Promise<void> {
  const { submission, folder, note, signal } = examination;
  const commands = createCommands({
    ...examination,
    label: world.name,
    onRun: (run) => seen.preparation?.commands.push(run),
  });
  const service = createService(commands, world, pageUrlOf(submission, world));
  const context: PhaseContext = { submission, folder, commands, service, seen, signal, note };
  const engines = watchEngines(world, bounds);
  let supplied: Readonly<Record<string, string>> = {};
  try {
    for (const step of steps) {
      signal.throwIfAborted();
      // What a command has brought down costs that command.
      await engines.revive();
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
      } else if ("open" in step) {
        openNext();
      } else {
        note({ fr: `observation : ${step.observe.part}`, en: `observing ${step.observe.part}` });
        await observe(step.observe, world, context, absences, engines);
      }
    }
  } finally {
    await service.stop();
  }
}

/** What becomes of a world's engines while something is observed. */
export interface EngineWatch {
  /** Starts again those that have ended by themselves. @returns their names */
  revive(): Promise<readonly EngineName[]>;
  /** What the submission has done to them that they do not bear; undefined: nothing. */
  broken(): Promise<Told | undefined>;
}

/** Where they are someone else's to look after. */
const UNWATCHED: EngineWatch = {
  revive: () => Promise.resolve([]),
  broken: () => Promise.resolve(undefined),
};

export function watchEngines(
  world: Pick<OpenWorld, "revive" | "lost">,
  bounds: Pick<EngineBounds, "exceeded">,
): EngineWatch {
  return {
    revive: () => world.revive(),
    async broken() {
      const [lost] = world.lost;
      return (await bounds.exceeded()) ?? (lost && endedForGood(lost));
    },
  };
}

/**
 * A part that cannot be observed is absent, with the reason and by whose fault; the others go on. What is seen while an engine
 * ends counts for nothing. It may have ended by itself, so the part is observed once more: one that ends again was brought down.
 */
export async function observe(
  phase: Phase,
  world: ExamWorld,
  context: PhaseContext,
  absences: Absence[],
  engines = UNWATCHED,
): Promise<void> {
  const absent = (fault: Absence["fault"], reason: Told) =>
    void absences.push({ part: phase.part, fault, reason });
  for (const isLast of [false, true]) {
    const outcome = await attempt(phase, world, context);
    context.signal.throwIfAborted();
    const [ended] = await engines.revive();
    const broken = await engines.broken();
    if (ended !== undefined) {
      if (!isLast && !broken) continue;
      return absent("submission", broken ?? endedTwice(ended));
    }
    if ("part" in outcome) {
      Object.assign(context.seen, { [phase.part]: outcome.part } satisfies Partial<Record<Part, unknown>>);
      return;
    }
    const theirs = theirReason(outcome.error) ?? broken;
    if (theirs) return absent("submission", theirs);
    // What the machine lacks stops a grade: the next phase would fail for the same reason.
    if (outcome.error instanceof ConfigError) throw outcome.error;
    return absent("grader", reasonOf(outcome.error));
  }
}

async function attempt(
  phase: Phase,
  world: ExamWorld,
  context: PhaseContext,
): Promise<{ readonly part: unknown } | { readonly error: unknown }> {
  try {
    return { part: await phase.observe(world, context) };
  } catch (error) {
    return { error };
  }
}

const endedTwice = (engine: EngineName): Told => ({
  fr: `${engine} s'est arrêté deux fois pendant cette observation, la seconde après un redémarrage réussi.`,
  en: `${engine} has ended twice while this was observed, the second time after it had come up again.`,
});

const endedForGood = (engine: EngineName): Told => ({
  fr: `${engine} s'est arrêté et ne redémarre pas sur ce que la soumission y a mis.`,
  en: `${engine} has ended and does not start again on what the submission has put into it.`,
});

/** An engine that answers, and shuts the examination out or has nothing left for it, was made to: nobody is excused by it. */
function theirReason(error: unknown): Told | undefined {
  if (error instanceof SubmissionFault) return error.reason;
  if (isExhausted(error)) {
    const { message } = error as Error;
    return {
      fr: `Un moteur n'a plus de quoi répondre à l'examen : ${message}`,
      en: `An engine has nothing left to answer the exam with: ${message}`,
    };
  }
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
