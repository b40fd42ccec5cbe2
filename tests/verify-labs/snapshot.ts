// Loaded stores of a right submission, from which variants are judged: each variant changes a clone of the database, documents
// and the graph in place, or a copy of the submission's files; what reads stores is observed and judged again.
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { parse } from "yaml";
import { Submission } from "@atelier/contracts/submission.ts";
import type { Check, Seen } from "@atelier/grader/check.ts";
import { CHECKS } from "@atelier/grader/checks/checks.ts";
import { absent } from "@atelier/grader/exam/commands.ts";
import { cloneDatabase } from "@atelier/grader/clone/clone-database.ts";
import { hasFailedToCollect, PLAN } from "@atelier/grader/exam/plan.ts";
import { EMPTY } from "@atelier/grader/observations/empty.ts";
import type { RunCommand } from "@atelier/grader/observations/preparation.ts";
import type { Absence, Observations, Part } from "@atelier/grader/observations.ts";
import {
  SubmissionFault,
  type Commands,
  type ExamWorld,
  type Phase,
  type PhaseContext,
  type Service,
} from "@atelier/grader/phases/phase.ts";
import type { Sheet } from "@atelier/grader/sheet.ts";
import type { Change } from "../mutants/mutant.ts";
import { openTrial, type Trial } from "../submissions/try.ts";
import { changeFile } from "./change-file.ts";
import { sheetOf, type Observed } from "./sheet.ts";
import { changeDocuments, changeGraph, type Undo } from "./change-stores.ts";

/** Parts that say only what stores and files hold: seen again for each variant. */
const READ_AGAIN: ReadonlySet<Part> = new Set<Part>([
  "loaded",
  "structure",
  "roles",
  "questions",
  "privacy",
  "cleaning",
  "model",
]);

/** Parts about documents, which describe the right submission: seen again only where a variant changes files. */
const OF_DOCUMENTS: ReadonlySet<Part> = new Set<Part>(["circuits", "trainings"]);

export interface Snapshot {
  /** The right submission's sheet. */
  readonly sheet: Sheet;
  /** What can be judged of it: all that such a sheet is about. */
  readonly checks: readonly Check[];
  /** Nothing, where nothing was observed. */
  readonly seen: Seen<Part>;
  /** The right submission's, from the same observations once more. */
  judgeAgain(): Sheet;
  /** The sheet with the changes made. */
  judgeWith(changes: readonly Change[]): Promise<Sheet>;
  close(): Promise<void>;
}

const mainPhases = PLAN.main.flatMap((step) => ("observe" in step ? [step.observe] : []));

/** @param folder a submission, installed */
export async function takeSnapshot(
  folder: string,
  options: { readonly scale: number; readonly secret: Buffer; readonly signal: AbortSignal },
): Promise<Snapshot> {
  const trial = await openTrial({ folder, ...options });
  try {
    const base = await loadAndObserve(trial, folder, options.signal);
    const checks = observableChecks(base);
    return {
      sheet: sheetOf(checks, base),
      checks,
      seen: { ...EMPTY, ...base.observations } as Seen<Part>,
      judgeAgain: () => sheetOf(checks, base),
      judgeWith: async (changes) =>
        sheetOf(checks, await observeVariant(trial, folder, changes, options.signal, base)),
      close: () => trial.close(),
    };
  } catch (error) {
    await trial.close();
    throw error;
  }
}

interface Loaded extends Observed {
  /** Also those that phases have run. */
  readonly runs: readonly RunCommand[];
}

async function loadAndObserve(trial: Trial, folder: string, signal: AbortSignal): Promise<Loaded> {
  const observations: Observations = { preparation: { commands: [], restarts: [] } };
  const absences: Absence[] = [];
  const runs: RunCommand[] = [];
  const commands: Commands = {
    ...trial.commands,
    async run(stage, world, given) {
      const run = await trial.commands.run(stage, world, given);
      runs.push(run);
      return run;
    },
  };
  const context = contextOf({ submission: trial.submission, folder, commands, seen: observations, signal });
  for (const step of PLAN.main) {
    if ("run" in step) {
      const run = await commands.run(step.run, trial.world);
      observations.preparation?.commands.push(run);
    } else if ("restart" in step) {
      if (hasFailedToCollect(observations)) throw new Error("a right submission has failed to collect");
    } else if ("observe" in step) await observe(step.observe, trial.world, context, absences);
  }
  return { observations, absences, runs };
}

/** Checks that can speak, and of all that they need: one that is errored would leave its whole item without a mark. */
function observableChecks(base: Loaded): readonly Check[] {
  const { checks } = sheetOf(CHECKS, base).judged;
  const isErrored = (id: string) => checks.some((check) => check.id === id && check.outcome === "errored");
  return CHECKS.filter(({ id }) => !isErrored(id));
}

async function observeVariant(
  trial: Trial,
  folder: string,
  changes: readonly Change[],
  signal: AbortSignal,
  base: Loaded,
): Promise<Loaded> {
  const clone = await cloneDatabase(trial.world.connections);
  const files = await mkdtemp(join(tmpdir(), "atelier-variant-"));
  const undoing: Undo[] = [];
  try {
    await cp(folder, files, {
      recursive: true,
      filter: (path) => !/\/(?:node_modules|\.venv|\.git)$/.test(path),
    });
    let submission = trial.submission;
    for (const change of changes) {
      if (change.type === "sql") await runSql(clone.connections.postgres.ownerUrl, change.statements);
      else if (change.type === "mongo") undoing.push(await changeDocuments(trial.world.connections, change));
      else if (change.type === "cypher") undoing.push(await changeGraph(trial.world.connections, change));
      else if (change.type === "declare") submission = Submission.parse({ ...submission, ...change.fields });
      else await changeFile(files, change);
    }
    if (changes.some((change) => change.type === "file" && change.path === "submission.yaml")) {
      submission = Submission.parse(parse(await readFile(join(files, "submission.yaml"), "utf8")));
    }
    const changesFiles = changes.some(({ type }) => type === "file" || type === "add" || type === "remove");
    const isReadAgain = (part: string) =>
      READ_AGAIN.has(part as Part) || (changesFiles && OF_DOCUMENTS.has(part as Part));
    const observations: Observations = Object.fromEntries(
      Object.entries(base.observations).filter(([part]) => !isReadAgain(part)),
    );
    const absences = base.absences.filter(({ part }) => !isReadAgain(part));
    // What the right submission's commands have said stands: a variant of what they have left does not run them.
    const commands: Commands = {
      ...trial.commands,
      run: async (stage) => base.runs.find((one) => one.stage === stage) ?? absent(stage),
    };
    const world = onClone(trial.world, clone);
    const context = contextOf({ submission, folder: files, commands, seen: observations, signal });
    for (const phase of mainPhases) {
      if (isReadAgain(phase.part)) await observe(phase, world, context, absences);
    }
    // Costs were measured once, beside the training: timed again, they would say how busy this machine is.
    if (observations.model && base.observations.model) {
      observations.model = { ...observations.model, cost: base.observations.model.cost };
    }
    return { observations, absences, runs: base.runs };
  } finally {
    for (const undo of undoing.toReversed()) await undo();
    await clone.drop();
    await rm(files, { recursive: true, force: true });
  }
}

/** The same world, its relational store the clone. */
function onClone(world: ExamWorld, clone: Awaited<ReturnType<typeof cloneDatabase>>): ExamWorld {
  const { pathname } = new URL(clone.connections.postgres.ownerUrl);
  return {
    ...world,
    ticks: world.ticks,
    connections: clone.connections,
    environment: { ...world.environment, ...clone.environment },
    roleUrl(role) {
      const url = new URL(world.roleUrl(role));
      url.pathname = pathname;
      return url.href;
    },
  };
}

async function runSql(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const contextOf = (given: Omit<PhaseContext, "service" | "note">): PhaseContext => ({
  ...given,
  service: NO_SERVICE,
  note: () => undefined,
});

/** Phases of the main world start nothing that lives on. */
const NO_SERVICE: Service = {
  ensure: () => Promise.reject(new Error("nothing is served here")),
  running: () => undefined,
  stop: async () => undefined,
  kill: async () => undefined,
  pageUrl: "",
  outputFiles: () => [],
};

async function observe(
  phase: Phase,
  world: ExamWorld,
  context: PhaseContext,
  absences: Absence[],
): Promise<void> {
  try {
    Object.assign(context.seen, { [phase.part]: await phase.observe(world, context) });
  } catch (error) {
    if (!(error instanceof SubmissionFault)) throw error;
    absences.push({ part: phase.part, fault: "submission", reason: error.reason });
  }
}
