// Knows one process from another that got the same number later: nothing is signalled unless it is provably ours.
import { readFile } from "node:fs/promises";
import { z } from "zod";

/** Set in the environment of all that we start; its value is one of a kind per start. */
export const MARKER_VARIABLE = "ATELIER_ENGINE_MARKER";

export const processRecordSchema = z.object({
  pid: z.int().positive(),
  /** Clock ticks between boot and the process's start. */
  startTicks: z.string(),
  bootId: z.string(),
  marker: z.string(),
});
export type ProcessRecord = z.infer<typeof processRecordSchema>;

/** Identity of a living process, to be kept in a file. Undefined if it has ended already. */
export async function identify(pid: number, marker: string): Promise<ProcessRecord | undefined> {
  const stat = await readStat(pid);
  if (!stat) return undefined;
  return { pid, startTicks: stat.startTicks, bootId: await bootId(), marker };
}

/** Whether the recorded process lives, is the same one, and carries our marker. */
export async function isOurs(record: ProcessRecord): Promise<boolean> {
  if (record.bootId !== (await bootId())) return false;
  const stat = await readStat(record.pid);
  if (stat?.startTicks !== record.startTicks) return false;
  const environment = await readFile(`/proc/${record.pid}/environ`, "utf8").catch(() => "");
  return environment.includes(`${MARKER_VARIABLE}=${record.marker}`);
}

async function readStat(pid: number): Promise<{ startTicks: string } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return text === undefined ? undefined : parseStat(text);
}

/** Reads /proc/<pid>/stat (proc(5)); undefined for a zombie. The name in parentheses may hold anything. */
export function parseStat(text: string): { startTicks: string } | undefined {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, startTicks] = [fields[0], fields[19]];
  if (state === undefined || startTicks === undefined || state === "Z" || state === "X") return undefined;
  return { startTicks };
}

async function bootId(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
}
