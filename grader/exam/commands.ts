// The submission's commands, run in the sandbox against one of the exam's worlds.
import { chmod, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import {
  STAGE_LIMIT_SECONDS,
  type Command,
  type Stage,
  type Submission,
} from "@atelier/contracts/submission.ts";
import type { RunCommand } from "../observations/preparation.ts";
import type { Commands, ExamWorld, StageOptions } from "../phases/phase.ts";
import type { SandboxRun, SeenProcess } from "../phases/stage-commands.ts";
import { readable } from "../text/readable.ts";
import { secretsOf, withoutSecrets } from "../text/without-secrets.ts";
import { expandAliases } from "./aliases.ts";

/** What this file asks of the sandbox. */
export interface CommandSandbox {
  start(command: SandboxedCommand): Promise<SeenProcess>;
}

export interface SandboxedCommand {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: string;
  readonly limitSeconds: number;
}

export interface CommandsOptions {
  readonly submission: Submission;
  /** Names its programs apart from those of other worlds. */
  readonly label: string;
  /** On the host: what the sandbox shows as OUTPUT_DIR. */
  readonly outputFolder: string;
  /** In the sandbox. */
  readonly seenOutput: string;
  readonly sandbox: CommandSandbox;
  /** Called with each command that has ended. */
  readonly onRun: (run: RunCommand) => void;
}

export interface RunningCommands extends Commands {
  outputFiles(): readonly string[];
}

const MAX_OUTPUT_BYTES = 1_000_000;
const ASK_LIMIT_SECONDS = 60;
const LAST_WORDS = 2000;

export function createCommands(options: CommandsOptions): RunningCommands {
  const { submission, sandbox, outputFolder, seenOutput, onRun } = options;
  const outputs: string[] = [];
  let number = 0;
  const launch = async (
    name: string,
    command: Command,
    world: ExamWorld,
    { environment = {}, stdin = "", limitSeconds }: StageOptions,
    most: number,
  ): Promise<SeenProcess> => {
    const contract = { ...world.environment, [STAGE_ENVIRONMENT.outputDir]: seenOutput, ...environment };
    number += 1;
    const running = await sandbox.start({
      name: `${options.label}-${number}-${name}`,
      command: typeof command === "string" ? ["sh", "-c", command] : command,
      environment: { ...contract, ...expandAliases(submission.environment, contract) },
      stdin,
      limitSeconds: Math.min(limitSeconds ?? most, most),
    });
    outputs.push(...running.outputFiles());
    return running;
  };
  /** A program of ours: it gets neither the submission's names for variables nor what programs load because of one. */
  const own = (name: string, command: readonly string[], stdin: string, limitSeconds: number) => {
    number += 1;
    return sandbox.start({
      name: `${options.label}-${number}-${name}`,
      command,
      environment: {},
      stdin,
      limitSeconds,
    });
  };
  const emptyOutput = async () => {
    await rm(outputFolder, { recursive: true, force: true });
    await mkdir(outputFolder, { recursive: true });
    // The commands run as another user, whatever our own mask says of new folders.
    await chmod(outputFolder, 0o777);
  };
  return {
    has: (stage) => submission.commands[stage] !== undefined,
    outputFiles: () => outputs,
    async run(stage, world, stageOptions = {}) {
      const command = submission.commands[stage];
      if (command === undefined) return absent(stage);
      await emptyOutput();
      const running = await launch(stage, command, world, stageOptions, STAGE_LIMIT_SECONDS[stage]);
      const seen = describeRun(stage, await running.exited, secretsOf(world.environment));
      onRun(seen);
      return seen;
    },
    async start(stage, world, stageOptions = {}) {
      const command = submission.commands[stage];
      if (command === undefined) throw new Error(`there is no command for ${stage}`);
      return launch(stage, command, world, stageOptions, Number.POSITIVE_INFINITY);
    },
    async ask(line, world, stdin): Promise<SandboxRun> {
      const command = typeof line === "string" ? line : [...line];
      const running = await launch("query", command, world, { stdin }, ASK_LIMIT_SECONDS);
      const run = await running.exited;
      const [answer] = running.outputFiles();
      // An answer counts whole: what a run tells of itself is its end alone.
      return answer === undefined ? run : { ...run, stdout: await readFile(answer, "utf8") };
    },
    inspect: async (command, stdin) => (await own("inspect", command, stdin, ASK_LIMIT_SECONDS)).exited,
    output: (file) => readJson(join(outputFolder, file)),
  };
}

export function absent(stage: Stage): RunCommand {
  return {
    stage,
    code: null,
    ended: "absent",
    seconds: 0,
    cpuSeconds: 0,
    peakMemoryBytes: 0,
    lastWords: "",
  };
}

export function describeRun(stage: Stage, run: SandboxRun, secrets: readonly string[]): RunCommand {
  // Before it is cut: half a password is no password that can be found.
  const words = withoutSecrets(readable(`${run.stdout}\n${run.stderr}`), secrets).trim();
  return {
    stage,
    code: run.code,
    ended: run.ended,
    seconds: run.wallMs / 1000,
    cpuSeconds: run.cpuSeconds,
    peakMemoryBytes: run.peakMemoryBytes,
    lastWords: words.slice(-LAST_WORDS),
  };
}

/** JSON of a bounded size, from a plain file that is no link: the folder is the candidate's to fill. */
async function readJson(path: string): Promise<unknown> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = (await import("node:fs")).constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
  if (!file) return undefined;
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > MAX_OUTPUT_BYTES) return undefined;
    const text = await file.readFile("utf8");
    return JSON.parse(text) as unknown;
  } catch {
    // Cut short, or no JSON: there is no report.
    return undefined;
  } finally {
    await file.close();
  }
}
