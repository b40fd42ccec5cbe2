// `./atelier reset`: back to a checkout that was never started.
import { createInterface } from "node:readline/promises";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { cleanRuns, removeFolder } from "../state/run-folder.ts";
import { kitFolder, runsFolder, stateFolder } from "../state/state-folder.ts";
import { stopEverything } from "./down.ts";

export async function reset(cli: Cli, options: { readonly yes: boolean }): Promise<number> {
  const { machine, console, t } = cli;
  const state = stateFolder(machine);
  if (!options.yes && !(await confirm(cli, t("reset.question", { folder: state })))) {
    console.print(t("reset.kept"));
    return 0;
  }
  await stopEverything(state);
  // Runs of other commands that are alive keep their folders.
  await removeFolder(kitFolder(state));
  await cleanRuns(runsFolder(state), { andKept: true });
  console.print(t("reset.done"));
  return 0;
}

async function confirm({ machine, t }: Cli, question: string): Promise<boolean> {
  if (!machine.stdin.isTTY) throw new ConfigError("needs-yes", t("error.needsYes"));
  const dialogue = createInterface({ input: machine.stdin, output: machine.stderr });
  try {
    const answer = await dialogue.question(`${question} `, { signal: machine.interrupted });
    return /^[oy]/i.test(answer.trim());
  } finally {
    dialogue.close();
  }
}
