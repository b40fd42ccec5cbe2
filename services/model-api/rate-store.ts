// What @fastify/rate-limit asks of a store, answered from the shares that the workers have in common.
import type { FastifyRateLimitStoreCtor } from "@fastify/rate-limit";
import type { TakeShare } from "./cluster/shares.ts";

export function rateStore(take: TakeShare): FastifyRateLimitStoreCtor {
  return class Store {
    incr(
      key: string,
      done: (error: Error | null, result?: { current: number; ttl: number }) => void,
      windowMs: number,
      max: number,
    ): void {
      const answer = (endsAtMs: number | null) =>
        endsAtMs === null
          ? done(null, { current: 1, ttl: windowMs })
          : done(null, { current: max + 1, ttl: Math.max(0, endsAtMs - Date.now()) });
      const taken = take(key, max, windowMs);
      if (taken === null) answer(null);
      else taken.then(answer, done);
    }
    child(): Store {
      return this;
    }
  };
}
