// The announced rate, enforced: a token bucket per client that is a little more generous than robots.txt.
import { LRUCache } from "lru-cache";

export interface AnnouncedRate {
  readonly requests: number;
  readonly perSeconds: number;
  /** Requests that may come at once after a rest. */
  readonly burst: number;
}

const TOLERANCE = 1.1;
const MAX_CLIENTS = 10_000;

/** Seconds to wait before the next request, 0 when this one may pass. */
export type CheckRate = (client: string, nowMs: number) => number;

export function createRateLimit({ requests, perSeconds, burst }: AnnouncedRate): CheckRate {
  const perMs = (requests / perSeconds / 1000) * TOLERANCE;
  const buckets = new LRUCache<string, { tokens: number; atMs: number }>({ max: MAX_CLIENTS });
  return (client, nowMs) => {
    const bucket = buckets.get(client) ?? { tokens: burst, atMs: nowMs };
    bucket.tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.atMs) * perMs);
    bucket.atMs = nowMs;
    buckets.set(client, bucket);
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perMs / 1000);
    bucket.tokens -= 1;
    return 0;
  };
}
