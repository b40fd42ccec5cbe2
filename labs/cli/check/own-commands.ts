// A candidate's commands on their own machine: plain processes, which all end when the check does.
import { cp, mkdir } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { constants } from "node:fs";
import type { Submission } from "@atelier/contracts/submission.ts";
import { createCommands, type RunningCommands } from "@atelier/grader/exam/commands.ts";
import { plainProcesses } from "@atelier/grader/exam/plain-processes.ts";
import type { RunCommand } from "@atelier/grader/observations/preparation.ts";
import type { SeenProcess } from "@atelier/grader/phases/stage-commands.ts";
import type { Machine } from "../machine.ts";

export interface OwnCommands {
  readonly commands: RunningCommands;
  /** Ends everything that runs; nothing starts from then on. */
  close(): Promise<void>;
}

export interface OwnCommandsOptions {
  readonly machine: Machine;
  readonly submission: Submission;
  readonly folder: string;
  /** For what they write and say. */
  readonly scratch: string;
  readonly onRun: (run: RunCommand) => void;
}

export async function openOwnCommands(options: OwnCommandsOptions): Promise<OwnCommands> {
  const { machine, submission, folder, scratch, onRun } = options;
  const outputFolder = join(scratch, "output");
  await mkdir(outputFolder, { recursive: true });
  const plain = plainProcesses({
    folder,
    logFolder: join(scratch, "log"),
    environment: plainEnvironment(machine),
  });
  const running = new Set<SeenProcess>();
  let isClosed = false;
  const commands = createCommands({
    label: "own",
    submission,
    outputFolder,
    seenOutput: outputFolder,
    onRun,
    sandbox: {
      async start(command) {
        // A phase whose command was ended goes on to its next one.
        if (isClosed) throw refuse();
        const started = await plain.start(command);
        if (isClosed) {
          await started.kill();
          throw refuse();
        }
        running.add(started);
        void started.exited.finally(() => running.delete(started));
        return started;
      },
    },
  });
  return {
    commands,
    async close() {
      isClosed = true;
      await Promise.all([...running].map((one) => one.kill()));
    },
  };
}

const refuse = () => new Error("interrupted: no further command is started");

/** Little more than the exam gives, so that what works only in this terminal shows here: a person's own settings of pip and npm, and the certificates that they trust. */
const KEPT =
  /^(?:HOME|USER|LOGNAME|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|(?:https?|no|all)_proxy|(?:npm_config|pip|uv)_\w+)$/i;

function plainEnvironment({ environment, node }: Machine): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && KEPT.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), PATH: [dirname(node), environment["PATH"] ?? ""].join(delimiter) };
}

/** Work that is changed on purpose is changed in a copy: dependencies go with it, history does not. */
export async function copyWork(folder: string, into: string): Promise<void> {
  await cp(folder, into, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (source) => basename(source) !== ".git",
  });
}
