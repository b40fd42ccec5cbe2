// Availability: whether each store answers at all, in bounded time.
import { setTimeout as delay } from "node:timers/promises";
import type { Control } from "./queried.ts";

export type Engine = "postgresql" | "mongodb" | "neo4j" | "kafka";

const PATIENCE_MS = 10_000;

export async function checkAvailability(
  pings: Readonly<Record<Engine, () => Promise<unknown>>>,
  patienceMs = PATIENCE_MS,
): Promise<{ readonly controls: Control[]; readonly isUp: Readonly<Record<Engine, boolean>> }> {
  const answers = await Promise.all(
    Object.entries(pings).map(
      async ([engine, ping]) => [engine, await doesAnswer(ping, patienceMs)] as const,
    ),
  );
  return {
    controls: answers.map(([engine, isUp]) => ({
      name: `${engine}-answers`,
      class: "availability",
      subject: engine,
      violations: isUp ? 0 : 1,
      examples: [],
    })),
    isUp: Object.fromEntries(answers) as Record<Engine, boolean>,
  };
}

/** Clients have their own patience, which may be long: theirs goes on unheard. */
async function doesAnswer(ping: () => Promise<unknown>, patienceMs: number): Promise<boolean> {
  const waiting = new AbortController();
  try {
    return await Promise.race([
      ping().then(
        () => true,
        () => false,
      ),
      delay(patienceMs, false, { signal: waiting.signal }).catch(() => false),
    ]);
  } finally {
    waiting.abort();
  }
}
