// Waits for a condition, with a deadline that says what it waited for.
import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 100;

/** @throws Error that names `what` and, through `seen`, what was there instead. */
export async function waitUntil<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  { deadlineMs = 60_000, seen = () => "" }: { deadlineMs?: number; seen?: () => string } = {},
): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) {
      throw new Error(`waited ${deadlineMs / 1000} s for ${what}${seen() && `; seen: ${seen()}`}`);
    }
    await delay(POLL_MS);
  }
}
