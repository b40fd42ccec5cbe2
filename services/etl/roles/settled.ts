// Ends once every loader has applied all that the log holds: whoever trains a first model begins then.
import { GROUP_TOPICS } from "@atelier/contracts/groups.ts";
import { awaitQuiescence } from "@atelier/platform/quiescence.ts";
import { countOutbox } from "../adapters/postgres/outbox.ts";
import type { ConfigOf } from "../config.ts";
import { postgresOf } from "./postgres-pool.ts";
import { kafkaOf, type Deps } from "./role.ts";

const GROUPS = Object.entries(GROUP_TOPICS).map(([id, topics]) => ({ id, topics }));
const STALL_MS = 600_000;
const POLL_MS = 1000;

/** @throws ConfigError `not-quiescent` when nothing moves any more */
export async function runSettled(
  config: ConfigOf<"settled">,
  { log }: Deps,
  signal: AbortSignal,
): Promise<void> {
  const pool = postgresOf(config, 1);
  const state = await kafkaOf(config, "settled", log).watchOffsets();
  try {
    await awaitQuiescence({
      log: state,
      groups: GROUPS,
      outboxSize: () => countOutbox(pool),
      // Whoever started them sees to them.
      alive: () => undefined,
      note: (waiting) => log.info({ waiting }, "waiting for the loaders"),
      signal,
      stallMs: STALL_MS,
      pollMs: POLL_MS,
    });
  } finally {
    await Promise.all([pool.end(), state.close()]);
  }
}
