// Looks at a candidate's work on the running kit, by the exam's own phases.
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Submission } from "@atelier/contracts/submission.ts";
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { observe, type Step } from "@atelier/grader/exam/examine.ts";
import { createService } from "@atelier/grader/exam/service.ts";
import type { Absence, Observations, Part } from "@atelier/grader/observations.ts";
import type { RunCommand } from "@atelier/grader/observations/preparation.ts";
import type { PhaseContext } from "@atelier/grader/phases/phase.ts";
import { openSqlSession, StoreRefusal } from "@atelier/grader/stores/sql-session.ts";
import { engineParts } from "@atelier/grader/stores/stores.ts";
import type { Cli } from "../app.ts";
import { copyWork, openOwnCommands, type OwnCommands } from "./own-commands.ts";
import { openPracticeWorld, type PracticeWorld } from "./practice-world.ts";

export interface Practice {
  readonly submission: Submission;
  readonly folder: string;
  readonly steps: readonly Step[];
  /** An empty folder, which goes with the check. */
  readonly scratch: string;
  note(text: string): void;
}

export interface Practised {
  readonly observations: Observations;
  readonly absences: readonly Absence[];
  /** As of which the truth was taken, first and last. */
  readonly ticks: { readonly first: number; readonly last: number };
  readonly scale: number;
  /** setup, collect and load, where they ran. */
  readonly commands: readonly RunCommand[];
  readonly reader: Reader;
}

export interface Reader {
  readonly role: string;
  /** Why it does not come in. */
  readonly refused?: string;
}

/** They make faults in the code, or put a library out of sight: never in the candidate's own folder. */
const IN_A_COPY: ReadonlySet<Part> = new Set<Part>(["tests", "framework"]);
const AUDIT_EVERY_MS = 500;
const ENDING_MS = 3000;

/** @throws ConfigError when no kit runs here, or an engine of it is away */
export async function practise(cli: Cli, kit: string, practice: Practice): Promise<Practised> {
  const { interrupted } = cli.machine;
  const world = await openPracticeWorld(cli, kit, practice.submission.stores);
  const open: OwnCommands[] = [];
  const over = new AbortController();
  const looking = lookAt(cli, world, practice, open);
  try {
    // A phase may wait for minutes: whoever interrupts does not.
    return await Promise.race([looking, untilAborted(interrupted, over.signal)]);
  } finally {
    over.abort();
    await Promise.all(open.map((one) => one.close()));
    // What is on its way then ends by itself, or waits for what will not come.
    await Promise.race([looking.catch(() => undefined), delay(ENDING_MS, undefined, { ref: false })]);
    await world.close();
  }
}

async function lookAt(
  cli: Cli,
  world: PracticeWorld,
  practice: Practice,
  open: OwnCommands[],
): Promise<Practised> {
  const { submission, folder, scratch, steps } = practice;
  const { machine, language } = cli;
  const seen: Observations = { preparation: { commands: [], restarts: [] } };
  const absences: Absence[] = [];
  const commands: RunCommand[] = [];
  const first = world.ticks;
  const openCommands = async (work: string, name: string) => {
    const own = await openOwnCommands({
      machine,
      submission,
      folder: work,
      scratch: join(scratch, name),
      onRun: (run) => seen.preparation?.commands.push(run),
    });
    open.push(own);
    return own.commands;
  };
  const own = await openCommands(folder, "own");
  const service = createService(own, world, pageUrlOf(submission, world));
  const context: PhaseContext = {
    submission,
    folder,
    commands: own,
    service,
    seen,
    signal: machine.interrupted,
    note: (what) => practice.note(what[language]),
  };
  const inCopy = once(async (): Promise<PhaseContext> => {
    const copy = join(scratch, "copy");
    await copyWork(folder, copy);
    return { ...context, folder: copy, commands: await openCommands(copy, "copied") };
  });
  const ended = new AbortController();
  const isMoved = steps.some((step) => "run" in step);
  const following = isMoved ? followAudit(world, ended.signal) : undefined;
  try {
    for (const step of steps) {
      machine.interrupted.throwIfAborted();
      if ("run" in step) {
        practice.note(step.run);
        commands.push(await own.run(step.run, world));
      } else if ("observe" in step) {
        const { part } = step.observe;
        practice.note(part);
        await world.refreshAudit();
        await observe(step.observe, world, IN_A_COPY.has(part) ? await inCopy() : context, absences);
      }
    }
  } finally {
    ended.abort();
    await following;
    await service.stop();
  }
  const reader = await tryReader(world, submission);
  return {
    observations: seen,
    absences,
    commands,
    ticks: { first, last: world.ticks },
    scale: world.scale,
    reader,
  };
}

/** Where that role does not come in, most checks fail for the one reason. */
async function tryReader(world: PracticeWorld, submission: Submission): Promise<Reader> {
  const role = submission.stores.relational.reader;
  if (!engineParts(submission).relational) return { role };
  try {
    const session = await openSqlSession({ url: world.roleUrl("reader") });
    await session.close();
    return { role };
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return { role, refused: error.message };
  }
}

/** Phases that wait for requests ask a log that the source keeps. */
async function followAudit(world: PracticeWorld, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // An answer that is missed is in the next one.
    await world.refreshAudit().catch(() => undefined);
    await delay(AUDIT_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

function untilAborted(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = () => reject(new Error("interrupted"));
    if (signal.aborted) refuse();
    else signal.addEventListener("abort", refuse, { once: true, signal: over });
  });
}

function pageUrlOf({ page }: Submission, { environment }: PracticeWorld): string {
  return new URL(page?.path ?? "/", `http://127.0.0.1:${environment[STAGE_ENVIRONMENT.pagePort]}`).href;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
