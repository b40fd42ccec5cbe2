// Loaded stores of a right submission, from which variants are judged: each variant changes a clone of the database, or a
// copy of the submission's files, and what reads stores is observed and judged again.
import { cp, mkdtemp, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { parse } from "yaml";
import { Submission, type Stage } from "@atelier/contracts/submission.ts";
import { cloneDatabase } from "@atelier/grader/clone/clone-database.ts";
import { CHECKS } from "@atelier/grader/checks/checks.ts";
import { hasFailedToCollect, PLAN } from "@atelier/grader/exam/plan.ts";
import { judge } from "@atelier/grader/judge/judge.ts";
import type { RunCommand } from "@atelier/grader/observations/preparation.ts";
import type { Absence, Observations, Part } from "@atelier/grader/observations.ts";
import { OMNES_DATA_ENGINEER } from "@atelier/grader/packs/omnes-data-engineer.ts";
import {
  SubmissionFault,
  type ExamWorld,
  type Phase,
  type PhaseContext,
  type Service,
} from "@atelier/grader/phases/phase.ts";
import type { Sheet } from "@atelier/grader/sheet.ts";
import type { Change } from "../mutants/mutant.ts";
import { openTrial, type Trial } from "../submissions/try.ts";

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

export interface Snapshot {
  /** The right submission's sheet. */
  readonly sheet: Sheet;
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
    const others: Observations = Object.fromEntries(
      Object.entries(base.observations).filter(([part]) => !READ_AGAIN.has(part as Part)),
    );
    const othersAbsent = base.absences.filter(({ part }) => !READ_AGAIN.has(part as Part));
    return {
      sheet: judgeAll(base),
      judgeWith: (changes) => judgeVariant(trial, folder, changes, options.signal, others, othersAbsent),
      close: () => trial.close(),
    };
  } catch (error) {
    await trial.close();
    throw error;
  }
}

interface Observed {
  readonly observations: Observations;
  readonly absences: readonly Absence[];
}

async function loadAndObserve(trial: Trial, folder: string, signal: AbortSignal): Promise<Observed> {
  const observations: Observations = { preparation: { commands: [], restarts: [] } };
  const absences: Absence[] = [];
  const context = contextOf(trial, trial.submission, folder, observations, signal);
  for (const step of PLAN.main) {
    if ("run" in step)
      observations.preparation?.commands.push(await trial.commands.run(step.run, trial.world));
    else if ("restart" in step) {
      if (hasFailedToCollect(observations)) throw new Error("a right submission has failed to collect");
    } else await observe(step.observe, trial.world, context, absences);
  }
  return { observations, absences };
}

async function judgeVariant(
  trial: Trial,
  folder: string,
  changes: readonly Change[],
  signal: AbortSignal,
  others: Observations,
  othersAbsent: readonly Absence[],
): Promise<Sheet> {
  const clone = await cloneDatabase(trial.world.connections);
  const files = await mkdtemp(join(tmpdir(), "atelier-variant-"));
  try {
    await cp(folder, files, {
      recursive: true,
      filter: (path) => !/\/(?:node_modules|services|\.venv|\.git)$/.test(path),
    });
    let submission = trial.submission;
    for (const change of changes) {
      if (change.type === "sql") await runSql(clone.connections.postgres.ownerUrl, change.statements);
      else if (change.type === "declare") submission = Submission.parse({ ...submission, ...change.fields });
      else await changeFile(files, change);
    }
    if (changes.some((change) => change.type === "file" && change.path === "submission.yaml")) {
      submission = Submission.parse(parse(await readFile(join(files, "submission.yaml"), "utf8")));
    }
    const world = onClone(trial.world, clone);
    const observations: Observations = { ...others };
    const absences = [...othersAbsent];
    // What the right submission's commands have said stands: a variant of what they have left does not run them.
    const commands = {
      ...trial.commands,
      run: async (stage: Stage) =>
        others.preparation?.commands.find((one) => one.stage === stage) ?? absent(stage),
    };
    const context = { ...contextOf(trial, submission, files, observations, signal), commands };
    for (const phase of mainPhases) {
      if (READ_AGAIN.has(phase.part)) await observe(phase, world, context, absences);
    }
    return judgeAll({ observations, absences });
  } finally {
    await clone.drop();
    await rm(files, { recursive: true, force: true });
  }
}

function judgeAll({ observations, absences }: Observed): Sheet {
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
}

const absent = (stage: Stage): RunCommand => ({
  stage,
  code: null,
  ended: "absent",
  seconds: 0,
  cpuSeconds: 0,
  peakMemoryBytes: 0,
  lastWords: "",
});

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

/** @throws Error where the text to be replaced is not there exactly once: the mutant is out of date. */
export async function changeFile(folder: string, change: Change): Promise<void> {
  if (change.type === "remove") return unlink(join(folder, change.path));
  if (change.type === "add") return writeFile(join(folder, change.path), change.text);
  if (change.type !== "file") throw new Error(`a change of ${change.type} is made elsewhere`);
  const path = join(folder, change.path);
  const text = await readFile(path, "utf8");
  const parts = text.split(change.find);
  if (parts.length !== 2) throw new Error(`${change.path} has "${change.find}" ${parts.length - 1} times`);
  await writeFile(path, parts.join(change.replace));
}

function contextOf(
  trial: Trial,
  submission: Submission,
  folder: string,
  seen: Observations,
  signal: AbortSignal,
): PhaseContext {
  return {
    submission,
    folder,
    commands: trial.commands,
    service: NO_SERVICE,
    seen,
    signal,
    note: () => undefined,
  };
}

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
