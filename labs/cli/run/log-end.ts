// Waits until a pipeline has read the log to its end, over one connection.
import type { Connections } from "@atelier/engines/engines.ts";
import { connectKafka } from "@atelier/platform/kafka.ts";
import { createLog } from "@atelier/platform/log.ts";
import { connectOutbox } from "./outbox.ts";
import { awaitQuiescence, type Group } from "@atelier/platform/quiescence.ts";

const STALL_MS = 180_000;
const POLL_MS = 500;

/** @throws ConfigError `not-quiescent` when nothing moves any more */
export async function awaitEndOfLog(
  { kafka, postgres }: Connections,
  groups: readonly Group[],
  watch: {
    /** Rejects when a process that is needed has ended. */
    readonly alive: () => void | Promise<void>;
    readonly note: (text: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const outbox = await connectOutbox(postgres.ownerUrl);
  const log = await connectKafka(
    { ...kafka, clientId: "atelier" },
    createLog("cli", "silent"),
  ).watchOffsets();
  try {
    await awaitQuiescence({
      ...watch,
      log,
      groups,
      outboxSize: outbox.size,
      stallMs: STALL_MS,
      pollMs: POLL_MS,
    });
  } finally {
    await Promise.all([outbox.close(), log.close()]);
  }
}
