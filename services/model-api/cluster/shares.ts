// Requests per minute of a token over all workers. The primary hands each worker small parts of a token's share, so that
// all together never let more pass than the share; what other workers have in hand and do not use, at most a twentieth of
// it each, may be refused too early.

export interface Grant {
  /** Requests that may pass; none any more in this window when 0. */
  readonly granted: number;
  /** When the window ends. */
  readonly endsAtMs: number;
}

const PARTS = 20;
/** Tokens and addresses that are remembered. */
const MOST_KEYS = 5000;

/** Of the primary. @param now in milliseconds */
export function createShares(now: () => number, workers: number) {
  const windows = new Map<string, { given: number; endsAtMs: number }>();
  return {
    grant(key: string, max: number, windowMs: number): Grant {
      let window = windows.get(key);
      if (!window || window.endsAtMs <= now()) {
        windows.delete(key);
        window = { given: 0, endsAtMs: now() + windowMs };
        windows.set(key, window);
        const [oldest] = windows.keys();
        if (windows.size > MOST_KEYS && oldest !== undefined) windows.delete(oldest);
      }
      const part = Math.max(1, Math.floor(max / (workers * PARTS)));
      const granted = Math.min(part, max - window.given);
      window.given += granted;
      return { granted, endsAtMs: window.endsAtMs };
    },
  };
}

/** Of a worker. @returns when the window ends, if the request is one too many; else null. */
export type TakeShare = (key: string, max: number, windowMs: number) => Promise<number | null> | null;

/** @param ask asks the primary */
export function createTaker(
  ask: (key: string, max: number, windowMs: number) => Promise<Grant>,
  now: () => number,
): TakeShare {
  const inHand = new Map<string, { left: number; endsAtMs: number; isRefused: boolean }>();
  const asking = new Map<string, Promise<void>>();

  const renew = (key: string, max: number, windowMs: number): Promise<void> => {
    let asked = asking.get(key);
    if (!asked) {
      asked = ask(key, max, windowMs)
        .then(({ granted, endsAtMs }) => {
          inHand.delete(key);
          inHand.set(key, { left: granted, endsAtMs, isRefused: granted === 0 });
          const [oldest] = inHand.keys();
          if (inHand.size > MOST_KEYS && oldest !== undefined) inHand.delete(oldest);
        })
        .finally(() => asking.delete(key));
      asking.set(key, asked);
    }
    return asked;
  };
  const present = (key: string) => {
    const part = inHand.get(key);
    return part && part.endsAtMs > now() ? part : undefined;
  };
  async function wait(key: string, max: number, windowMs: number): Promise<number | null> {
    for (;;) {
      const part = present(key);
      if (part?.isRefused) return part.endsAtMs;
      if (part && part.left > 0) {
        part.left -= 1;
        return null;
      }
      await renew(key, max, windowMs);
    }
  }
  return (key, max, windowMs) => {
    const part = present(key);
    if (!part || part.left === 0) return wait(key, max, windowMs);
    part.left -= 1;
    return null;
  };
}
