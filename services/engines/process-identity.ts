// Knows one process from another that got the same number later: nothing is signalled unless it is provably ours.
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { sendSignal } from "./host.ts";

const POLL_MS = 25;

/** Set in the environment of every engine; its value is one of a kind per start. */
export const MARKER_VARIABLE = "ATELIER_ENGINE_MARKER";

const identitySchema = z.object({
  pid: z.int().positive(),
  /** Clock ticks between boot and the process's start. */
  startTicks: z.string(),
  bootId: z.string(),
});
/** One process among all that ever ran on this machine. */
export type Identity = z.infer<typeof identitySchema>;

export const processRecordSchema = identitySchema.extend({
  marker: z.string(),
  /** The process that it ends with; absent for one that lives on its own. */
  owner: identitySchema.optional(),
});
export type ProcessRecord = z.infer<typeof processRecordSchema>;

/** Identity of a living process; undefined if it has ended. */
export async function identify(pid: number): Promise<Identity | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { state, startTicks } = parseStat(text);
  // The first thread may end before the others, which hold the process's ports and files until the last one has ended.
  if ((state === "Z" || state === "X") && (await countThreads(pid)) < 2) return undefined;
  return { pid, startTicks, bootId: await bootId() };
}

/** Whether it has not ended yet: while it ends, it may hold its ports and files, and has no environment any more. */
export async function isAlive({ pid, startTicks, bootId: boot }: Identity): Promise<boolean> {
  const now = await identify(pid);
  return now?.startTicks === startTicks && now.bootId === boot;
}

/** Whether the recorded process lives, is the same one, and carries our marker. */
export async function isOurs(record: ProcessRecord): Promise<boolean> {
  if (!(await isAlive(record))) return false;
  const environment = await readFile(`/proc/${record.pid}/environ`, "utf8").catch(() => "");
  return environment.includes(`${MARKER_VARIABLE}=${record.marker}`);
}

/**
 * Ends the recorded process if it is ours, by SIGKILL once patience is over; its ports are free then. Proved once: as it ends,
 * its marker goes before its ports do. True if it was running.
 */
export async function endIfOurs(
  record: ProcessRecord,
  { signal, patienceMs }: { readonly signal: NodeJS.Signals; readonly patienceMs: number },
): Promise<boolean> {
  if (!(await isOurs(record))) return false;
  sendSignal(record.pid, signal);
  const deadline = performance.now() + patienceMs;
  for (let killed = false; await isAlive(record); await delay(POLL_MS)) {
    if (killed || performance.now() < deadline) continue;
    sendSignal(record.pid, "SIGKILL");
    killed = true;
  }
  return true;
}

/** Reads /proc/<pid>/stat (proc(5)): a letter, and clock ticks since boot. The name in parentheses may hold anything. */
export function parseStat(stat: string): { readonly state: string; readonly startTicks: string } {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "", startTicks: fields[19] ?? "" };
}

async function countThreads(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  return threads.length;
}

async function bootId(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
}
