// Processes that were stopped by SIGSTOP, as the kernel tells of them.
import { readFile } from "node:fs/promises";
import type { Supervised } from "./supervisor.ts";
import { waitUntil } from "./wait-until.ts";

/** Resolves once each has paused itself (`CRASH_AT=…:stop`). */
export async function untilPaused(services: readonly Supervised[]): Promise<void> {
  for (const { name, process } of services) {
    await waitUntil(`${name} to pause itself`, async () => {
      const stat = await readFile(`/proc/${process.pid}/stat`, "latin1");
      // proc(5): the state follows the name, which is in parentheses and may hold anything.
      return stat.slice(stat.lastIndexOf(")") + 2).startsWith("T") || undefined;
    });
  }
}

export function resume({ process: { pid } }: Supervised): void {
  process.kill(pid, "SIGCONT");
}
