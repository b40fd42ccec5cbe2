// `./atelier env`: what a candidate's commands find in their environment, on the kit that runs, as lines for a shell.
import { readFile } from "node:fs/promises";
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { kitFolder, stateFolder } from "../state/state-folder.ts";
import { environmentInContainers } from "../docker/kit-environment.ts";
import { environmentFile } from "./kit-state.ts";

/** The exam makes this folder for each command; at home it is the candidate's own. */
const OUTPUT = `export ${STAGE_ENVIRONMENT.outputDir}="\${${STAGE_ENVIRONMENT.outputDir}:-$PWD/output}"`;

/** @throws ConfigError where no kit was started */
export async function env(cli: Cli): Promise<number> {
  const { machine, console, t } = cli;
  const file = environmentFile(kitFolder(stateFolder(machine)));
  const text = await readFile(file, "utf8").catch(async (cause: NodeJS.ErrnoException) => {
    if (cause.code !== "ENOENT") throw cause;
    const inContainers = await environmentInContainers(cli);
    if (inContainers) return inContainers;
    throw new ConfigError("no-kit", t("error.noKitForEnv"), { cause });
  });
  for (const line of text.split("\n")) if (line !== "") console.print(`export ${line}`);
  console.print(OUTPUT);
  return 0;
}
