// Reads the files of a control group, and ends who is listed in them.
import { existsSync } from "node:fs";
import { readdir, readFile, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sendSignal } from "@atelier/engines/host.ts";

const POLL_MS = 5;
const DEADLINE_MS = 10_000;

/** From lines of a name and a number; 0 where the name is not among them. */
export function numberIn(text: string, name: string): number {
  const line = text.split("\n").find((entry) => entry.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}

export async function readPids(file: string): Promise<number[]> {
  const text = await readFile(file, "utf8");
  return text.split("\n").filter(Boolean).map(Number);
}

/** Until none is left: a process may start another between the look and the signal. */
export async function endAll(pids: () => Promise<number[]>): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const left = await pids();
    if (left.length === 0) return;
    if (performance.now() > deadline) throw new Error(`${left.length} processes of a sandbox do not end`);
    for (const pid of left) if (pid > 0) sendSignal(pid, "SIGKILL");
    await delay(POLL_MS);
  }
}

/** Groups below these folders whose grader is no more, with whoever is left in them. */
export async function removeAbandoned(folders: readonly string[]): Promise<void> {
  for (const folder of new Set(folders)) {
    for (const name of await readdir(folder)) {
      const [, pid] = /^atelier-(\d+)-\d+-\d+$/.exec(name) ?? [];
      if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
      const group = join(folder, name);
      await endAll(() => readPids(join(group, "cgroup.procs")));
      // Another grader may clean at the same time.
      await rmdir(group).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      });
    }
  }
}
