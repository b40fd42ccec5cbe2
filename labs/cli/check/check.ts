// `./atelier check`: the exam's checks on one's own work, as often as wanted; files always, stores where a kit runs.
import { resolve } from "node:path";
import type { Step } from "@atelier/grader/exam/examine.ts";
import { CHECKS } from "@atelier/grader/checks/checks.ts";
import { runChecks } from "@atelier/grader/judge/run-checks.ts";
import type { Observations, Part } from "@atelier/grader/observations.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { presentDossier } from "../new/new.ts";
import { createRunFolder, removeFolder } from "../state/run-folder.ts";
import { kitFolder, runsFolder, stateFolder } from "../state/state-folder.ts";
import { chooseChecks, chooseSteps, triedChecks, type Choice } from "./choose-checks.ts";
import { practise, type Practised } from "./practise.ts";
import { practiceExitCode, summarise, tellPractice, type PracticeReport } from "./practice-report.ts";
import { readOwnFiles, type OwnFiles } from "./read-own-files.ts";
import { watchFolder } from "./watch.ts";

export interface CheckOptions {
  readonly only?: string;
  readonly run: boolean;
  readonly watch: boolean;
  readonly hint: boolean;
  readonly plain: boolean;
  readonly json: boolean;
}

/**
 * @returns 0 when all that was tried has passed, 1 when something has not, 2 when it could not be tried
 * @throws ConfigError for a folder that is no submission, or a check that is none
 */
export async function check(cli: Cli, given: string, options: CheckOptions): Promise<number> {
  const folder = resolve(given);
  const choice = chooseChecks(cli.t, CHECKS, options.only);
  if (!options.watch) return checkOnce(cli, folder, choice, options);
  return checkAgainAndAgain(cli, folder, choice, options);
}

async function checkAgainAndAgain(
  cli: Cli,
  folder: string,
  choice: Choice,
  options: CheckOptions,
): Promise<number> {
  const { machine, console, t } = cli;
  const changes = await watchFolder(folder).catch((cause: unknown) => {
    throw new ConfigError("no-submission", t("error.noSubmission", { folder }), { cause });
  });
  let code = 2;
  try {
    while (!machine.interrupted.aborted) {
      try {
        code = await checkOnce(cli, folder, choice, options);
      } catch (error) {
        if (machine.interrupted.aborted) break;
        // Half a file is saved now and then: the next one will do.
        if (!(error instanceof ConfigError)) throw error;
        console.say(`${t("error.prefix")} ${error.message}`);
        code = 2;
      }
      // What commands have written is no change of the candidate's.
      if (options.run) await changes.forget();
      console.say(t(changes.polls ? "check.polling" : "check.watching", { folder }));
      await changes.next(machine.interrupted);
    }
  } finally {
    await changes.close();
  }
  return code;
}

async function checkOnce(cli: Cli, folder: string, choice: Choice, options: CheckOptions): Promise<number> {
  const { machine, console, language } = cli;
  const state = stateFolder(machine);
  const scratch = await createRunFolder(runsFolder(state), machine.pid);
  try {
    const files = await readOwnFiles(cli, folder, scratch);
    machine.interrupted.throwIfAborted();
    const steps = chooseSteps(choice.judged, options);
    const looked =
      steps.length > 0
        ? await lookAtKit(cli, kitFolder(state), { files, folder, scratch, steps })
        : undefined;
    const report = makeReport(choice, files, looked);
    if (options.json) console.print(JSON.stringify(summarise(report)));
    else {
      const brief = `${await presentDossier(machine.checkout)}/dossier.${language}.html`;
      for (const line of tellPractice(cli, report, { ...options, brief })) console.print(line);
    }
    return practiceExitCode(report);
  } finally {
    await removeFolder(scratch);
  }
}

interface Looked {
  readonly practised?: Practised;
  readonly world: Pick<PracticeReport, "world" | "noWorld">;
}

interface Look {
  readonly files: OwnFiles;
  readonly folder: string;
  readonly scratch: string;
  readonly steps: readonly Step[];
}

/** Without a kit there is still what the files say. */
async function lookAtKit(cli: Cli, kit: string, { files, ...look }: Look): Promise<Looked> {
  const { console, machine } = cli;
  try {
    const practised = await practise(cli, kit, {
      ...look,
      submission: files.submission,
      note: (text) => console.say(`… ${text}`),
    });
    const { scale, ticks, reader, commands } = practised;
    return { practised, world: { world: { scale, ticks, reader, commands } } };
  } catch (error) {
    machine.interrupted.throwIfAborted();
    if (!(error instanceof ConfigError)) throw error;
    return { world: { noWorld: error.message } };
  }
}

function makeReport({ wanted, judged }: Choice, { facts }: OwnFiles, looked?: Looked): PracticeReport {
  const observations: Observations = { ...looked?.practised?.observations, static: facts };
  const absences = looked?.practised?.absences ?? [];
  const parts = new Set([...Object.keys(observations), ...absences.map(({ part }) => part)] as Part[]);
  const tried = triedChecks(judged, parts);
  const all = runChecks(tried, observations, absences);
  const blamed = new Set(all.filter(({ id }) => isIn(wanted, id)).flatMap(({ because }) => because));
  const ids = new Set(tried.map(({ id }) => id));
  return {
    facts,
    checks: all.filter(({ id }) => isIn(wanted, id)),
    hindering: all.filter(({ id }) => !isIn(wanted, id) && blamed.has(id)),
    untried: [...wanted].filter((id) => !ids.has(id)),
    ...looked?.world,
  };
}

const isIn = (ids: ReadonlySet<string>, id: string): boolean => ids.has(id);
