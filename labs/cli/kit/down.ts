// `./atelier down`: stops what runs and is ours; data, ports and passwords stay for the next `up`.
import type { Cli } from "../app.ts";
import { cleanRuns, stopFolder } from "../state/run-folder.ts";
import { kitFolder, runsFolder, stateFolder } from "../state/state-folder.ts";
import { referenceFolder } from "./kit-state.ts";

export async function down({ machine, console, t }: Cli): Promise<number> {
  const stopped = await stopEverything(stateFolder(machine));
  console.print(stopped.length > 0 ? t("down.stopped", { names: stopped.join(", ") }) : t("down.nothing"));
  return 0;
}

/** @returns names of what was running. */
export async function stopEverything(state: string): Promise<string[]> {
  const kit = kitFolder(state);
  await cleanRuns(runsFolder(state), { andKept: false });
  // The reference reads the source: it goes first.
  const reference = await stopFolder(referenceFolder(kit));
  return [...reference.map((name) => `reference ${name}`), ...(await stopFolder(kit))];
}
