// Lets requests to one origin through one by one, at least an interval apart, and none while the origin has asked for
// a pause. First come, first served.

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
  setInterval(intervalMs: number): void;
}

export function createTurnstile(clock: Clock, firstIntervalMs: number): Turnstile {
  let intervalMs = firstIntervalMs;
  let nextAtMs = 0;
  let pausedUntilMs = 0;
  let queue: Promise<void> | null = null;

  async function wait(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const now = clock.nowMs();
      const waitMs = Math.max(nextAtMs, pausedUntilMs) - now;
      if (waitMs <= 0) {
        // A late timer is made up for by at most one interval, so that the mean holds and no burst builds up.
        nextAtMs = Math.max(nextAtMs, now - intervalMs) + intervalMs;
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
    setInterval(ms) {
      intervalMs = ms;
    },
  };
}
