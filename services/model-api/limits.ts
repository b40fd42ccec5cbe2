// How much of this service one request, one connection or one slow store may take.
import type { FastifyHttpOptions } from "fastify";
import type { Server } from "node:http";
import { RetryableError } from "@atelier/platform/errors.ts";

/** Of a body. */
export const MOST_BYTES = 2 << 20;
/** Lists and objects within each other; no body that is asked for here needs more than four. */
export const MOST_DEPTH = 16;

/** A client that drips its headers or its body is let go after these, and at most a second later. */
export const SERVER_LIMITS = {
  bodyLimit: MOST_BYTES,
  requestTimeout: 10_000,
  connectionTimeout: 20_000,
  keepAliveTimeout: 30_000,
  // The schemas say how long a parameter may be.
  routerOptions: { maxParamLength: 10_000 },
  http: { headersTimeout: 5000, connectionsCheckingInterval: 1000 },
} satisfies FastifyHttpOptions<Server>;

/** @throws RetryableError when `work` takes longer; it goes on, unheard. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new RetryableError("store-slow", `a store did not answer in ${ms} ms`)),
    ms,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether lists and objects go deeper than `MOST_DEPTH`. Looks level by level, so that no depth exhausts the stack. */
export function isTooDeep(body: unknown): boolean {
  let level = [body];
  for (let depth = 0; depth <= MOST_DEPTH; depth += 1) {
    level = level.flatMap((value) => (typeof value === "object" && value ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}
