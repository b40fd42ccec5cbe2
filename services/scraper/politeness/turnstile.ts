// Lets requests to one origin through one by one, at least an interval apart, and none while the origin has asked for
// a pause. First come, first served.
import type { Pace } from "./crawl-rules.ts";

export interface Clock {
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface Turnstile {
  /** Resolves when a request may start. */
  pass(signal?: AbortSignal): Promise<void>;
  /** Nobody passes for that long from now (Retry-After). */
  pause(ms: number): void;
  /** Null: no wait but for pauses. */
  setPace(pace: Pace | null): void;
}

const UNLIMITED: Pace = { intervalMs: 0, slackMs: 0 };

export function createTurnstile(clock: Clock): Turnstile {
  let { intervalMs, slackMs } = UNLIMITED;
  let nextAtMs = 0;
  let pausedUntilMs = 0;
  let queue: Promise<void> | null = null;

  async function wait(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const now = clock.nowMs();
      const waitMs = Math.max(nextAtMs, pausedUntilMs) - now;
      if (waitMs <= 0) {
        nextAtMs = Math.max(nextAtMs, now - slackMs) + intervalMs;
        return;
      }
      await clock.sleep(waitMs, signal);
    }
  }

  return {
    pass(signal) {
      if (intervalMs === 0 && queue === null && pausedUntilMs <= clock.nowMs()) return Promise.resolve();
      const turn = (queue ?? Promise.resolve()).then(() => wait(signal));
      const settled = turn.then(
        () => undefined,
        () => undefined,
      );
      queue = settled;
      void settled.then(() => {
        if (queue === settled) queue = null;
      });
      return turn;
    },
    pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.nowMs() + ms);
    },
    setPace(pace) {
      ({ intervalMs, slackMs } = pace ?? UNLIMITED);
      // Whoever came before the pace was known counts: the next one waits for it.
      nextAtMs = Math.max(nextAtMs, clock.nowMs() + intervalMs);
    },
  };
}
