// The folder of one run: made at its start, gone at its end, and cleaned by the next command when its run was killed.
import { randomBytes } from "node:crypto";
import { access, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stopEngines } from "@atelier/engines/engines.ts";
import { releaseDisks } from "@atelier/grader/sandbox/disk.ts";
import { identify, isAlive, processRecordSchema } from "@atelier/engines/process-identity.ts";
import { filesOf, stopRecorded } from "../processes/service-process.ts";

const OWNER_FILE = "owner.json";
/** Its presence means that the user wants the folder. */
const KEPT_FILE = "kept";
const Owner = processRecordSchema.pick({ pid: true, startTicks: true, bootId: true });

export const enginesFolder = (folder: string) => join(folder, "engines");

/** A new folder under `runs`, owned by the process `pid`. */
export async function createRunFolder(runs: string, pid: number): Promise<string> {
  const folder = join(runs, randomBytes(4).toString("hex"));
  // Others may pass through but not list: PostgreSQL runs as another user when we are root.
  await mkdir(folder, { recursive: true, mode: 0o711 });
  await writeFile(join(folder, OWNER_FILE), JSON.stringify(await identify(pid)), { mode: 0o600 });
  return folder;
}

/** Stops what killed runs left behind, and removes their folders. @returns how many there were. */
export async function cleanRuns(runs: string, { andKept }: { andKept: boolean }): Promise<number> {
  const names = await readdir(runs).catch((): string[] => []);
  let cleaned = 0;
  for (const name of names) {
    const folder = join(runs, name);
    if ((await isOwned(folder)) || (!andKept && (await isKept(folder)))) continue;
    await stopFolder(folder);
    await removeFolder(folder);
    cleaned += 1;
  }
  return cleaned;
}

/** Ends every service and engine recorded in `folder` that is provably ours. @returns their names. */
export async function stopFolder(folder: string): Promise<string[]> {
  const records = await readdir(join(folder, "run")).catch((): string[] => []);
  const services = await Promise.all(
    records.map(async (record) => {
      const name = record.replace(/\.json$/, "");
      return (await stopRecorded(filesOf(folder, name))) ? [name] : [];
    }),
  );
  return [...services.flat(), ...(await stopEngines(enginesFolder(folder)))];
}

export function keepFolder(folder: string): Promise<void> {
  return writeFile(join(folder, KEPT_FILE), "");
}

function isKept(folder: string): Promise<boolean> {
  return access(join(folder, KEPT_FILE)).then(
    () => true,
    () => false,
  );
}

export async function removeFolder(folder: string): Promise<void> {
  await releaseDisks(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The command that made the folder still runs. */
async function isOwned(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, OWNER_FILE), "utf8").catch(() => "");
  try {
    return await isAlive(Owner.parse(JSON.parse(text)));
  } catch {
    // Cut short by a kill.
    return false;
  }
}
