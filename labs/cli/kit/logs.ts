// `./atelier logs`: what the kit's services and engines have written, last lines first asked, then as it comes.
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { lastLines } from "../processes/service-process.ts";
import { enginesFolder } from "../state/run-folder.ts";
import { kitFolder, stateFolder } from "../state/state-folder.ts";
import { referenceFolder } from "./kit-state.ts";

const SHOWN_LINES = 20;
const FOLLOW_EVERY_MS = 250;

interface LogFile {
  readonly name: string;
  readonly file: string;
}

export async function logs(
  cli: Cli,
  service: string | undefined,
  options: { readonly follow: boolean },
): Promise<number> {
  const { machine, console, t } = cli;
  const all = await findLogs(kitFolder(stateFolder(machine)));
  const chosen = service === undefined ? all : chooseLogs(all, service);
  if (chosen.length === 0) {
    const names = all.map(({ name }) => name).join(", ") || "–";
    throw new ConfigError("no-log", t("error.noLog", { service: service ?? "", names }));
  }
  const print = (name: string, line: string) => console.print(chosen.length > 1 ? `${name} | ${line}` : line);
  for (const { name, file } of chosen) {
    const lines = (await lastLines(file, SHOWN_LINES)).split("\n");
    for (const line of lines) if (line !== "") print(name, line.trimStart());
  }
  if (options.follow) await Promise.all(chosen.map((log) => follow(log, machine.interrupted, print)));
  return 0;
}

/** By its name; of the reference's services also without `reference/`, where the kit has none of that name. */
export function chooseLogs<T extends { readonly name: string }>(all: readonly T[], service: string): T[] {
  const named = (wanted: string) => all.filter(({ name }) => name === wanted);
  const own = named(service);
  return own.length > 0 ? own : named(`reference/${service}`);
}

async function findLogs(kit: string): Promise<LogFile[]> {
  const places = [
    { prefix: "", folder: join(kit, "log") },
    { prefix: "", folder: join(enginesFolder(kit), "log") },
    { prefix: "reference/", folder: join(referenceFolder(kit), "log") },
    { prefix: "reference/", folder: join(enginesFolder(referenceFolder(kit)), "log") },
  ];
  const found = await Promise.all(
    places.map(async ({ prefix, folder }) => {
      const names = await readdir(folder).catch((): string[] => []);
      return names
        .filter((name) => name.endsWith(".log") && !name.endsWith(".previous.log"))
        .map((name) => ({ name: prefix + name.replace(/\.log$/, ""), file: join(folder, name) }));
    }),
  );
  return found.flat();
}

async function follow(
  { name, file }: LogFile,
  signal: AbortSignal,
  print: (name: string, line: string) => void,
): Promise<void> {
  let start = (await stat(file)).size;
  while (!signal.aborted) {
    const { size } = await stat(file);
    // Started anew: the file is another one.
    if (size < start) start = 0;
    if (size > start) {
      for await (const line of createInterface({ input: createReadStream(file, { start, end: size - 1 }) })) {
        print(name, line);
      }
      start = size;
    }
    await delay(FOLLOW_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
