// `./atelier grade`: one submission to a sheet, its reports in a folder, and the exit code that says what became of it.
import { writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { grade as gradeSubmission, GRADE_STEPS, type Graded, type GradeStep } from "@atelier/grader/grade.ts";
import { Refusal } from "@atelier/grader/intake/refusal.ts";
import { exitCode } from "@atelier/grader/judge/judge.ts";
import { PACKS } from "@atelier/grader/packs/omnes-data-engineer.ts";
import { renderTerminal } from "@atelier/grader/reports/terminal.ts";
import { writeReports } from "@atelier/grader/reports/write-reports.ts";
import { readSecret } from "@atelier/grader/secret.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { ensureRequirements } from "../doctor/ensure.ts";
import packageJson from "../package.json" with { type: "json" };
import { runStages } from "../progress.ts";
import { cleanRuns, createRunFolder, removeFolder } from "../state/run-folder.ts";
import { runsFolder, stateFolder } from "../state/state-folder.ts";

export interface GradeOptions {
  readonly pack: string;
  readonly exam: string;
  readonly secretFile?: string;
  readonly report?: string;
  readonly plain: boolean;
  readonly json: boolean;
}

/**
 * @returns 0 when it was graded, 1 when it was and a check of what is demanded has failed
 * @throws ConfigError where it could not be graded: the command ends with 2
 */
export async function grade(cli: Cli, given: string, options: GradeOptions): Promise<number> {
  const { machine, console, language, t } = cli;
  if (options.exam !== "E2") throw new ConfigError("no-exam", t("error.noExam", { exam: options.exam }));
  const pack = PACKS[options.pack];
  if (!pack) {
    const known = Object.keys(PACKS).join(", ");
    throw new ConfigError("no-pack", t("error.noPack", { pack: options.pack, known }));
  }
  const state = stateFolder(machine);
  const secretFile = options.secretFile ?? join(state, "exam-secret");
  const secret = await readSecret(secretFile, { mayCreate: options.secretFile === undefined });
  if (options.secretFile === undefined) console.say(t("grade.secret", { file: secretFile, ...secret }));
  const graded = await inScratch(cli, (scratch) =>
    withSteps(cli, (onStep, note) =>
      gradeSubmission({
        given,
        pack,
        secret,
        stateDir: join(scratch, "grade"),
        version: packageJson.version,
        signal: machine.interrupted,
        onStep,
        note: (what) => note(what[language]),
        onEngine: (engine, phase, detail) =>
          note(`${engine}: ${t(`phase.${phase}`)}${detail ? ` (${detail})` : ""}`),
      }),
    ),
  ).catch((error: unknown) => {
    if (error instanceof Refusal) throw new ConfigError("refused", error.told[language], { cause: error });
    throw error;
  });
  const { sheet } = graded;
  const folder = resolve(options.report ?? `${basename(given).replace(/\.(git|zip|tar.*|tgz)$/, "")}-report`);
  await writeReports(folder, sheet);
  await writeFile(
    join(folder, "instructor", "observations.json"),
    `${JSON.stringify(graded.observations)}\n`,
    {
      mode: 0o600,
    },
  );
  if (options.json) console.print(JSON.stringify(summary(graded, folder)));
  else {
    console.print(
      renderTerminal(sheet, { language, plain: options.plain, audience: "instructor" }).trimEnd(),
    );
    console.print(t("grade.reports", { folder }));
  }
  return exitCode(sheet);
}

/** In a folder that goes with the work, or with the next command where this one is killed. */
async function inScratch<T>({ machine }: Cli, work: (folder: string) => Promise<T>): Promise<T> {
  const runs = runsFolder(stateFolder(machine));
  await cleanRuns(runs, { andKept: false });
  const folder = await createRunFolder(runs, machine.pid);
  try {
    return await work(folder);
  } finally {
    await removeFolder(folder);
  }
}

/** What a program wants to know; the whole is in the folder. */
function summary({ sheet }: Graded, folder: string) {
  const { judged, state, run, digest } = sheet;
  return {
    ok: exitCode(sheet) === 0,
    state,
    digest,
    submission: judged.submission,
    secret: judged.secret,
    seconds: run.seconds,
    items: judged.items.map(({ id, state: itemState, share, machine }) => ({
      id,
      state: itemState,
      share,
      machine: machine.share,
    })),
    checks: judged.checks.map(({ id, outcome, share }) => ({ id, outcome, share })),
    competences: judged.competences.map(({ id, decision }) => ({ id, ...decision })),
    report: folder,
  };
}

type Work = (onStep: (step: GradeStep) => void, note: (text: string) => void) => Promise<Graded>;

/** Shows each step as it begins and ends, although all is one call. */
async function withSteps(cli: Cli, work: Work): Promise<Graded> {
  const begun = new Map(GRADE_STEPS.map((step) => [step, Promise.withResolvers<void>()]));
  const current: { note: (text: string) => void } = { note: () => undefined };
  const outcome: { graded?: Promise<Graded> } = {};
  const begin = () => {
    outcome.graded ??= work(
      (step) => begun.get(step)?.resolve(),
      (text) => current.note(text),
    );
    return outcome.graded;
  };
  await runStages(cli.console, [
    { title: cli.t("stage.requirements"), run: (note) => ensureRequirements(cli, note, "grade") },
    ...GRADE_STEPS.map((step, index) => ({
      title: cli.t(`grade.step.${step}`),
      async run(note: (text: string) => void) {
        current.note = note;
        // A step that is left out ends with the next that begins; the last one with all.
        const later = GRADE_STEPS.slice(index + 1).map((one) => begun.get(one)?.promise);
        await Promise.race([...later, begin()]);
      },
    })),
  ]);
  return begin();
}
