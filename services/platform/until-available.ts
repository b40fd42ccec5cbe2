// Patience with a store that is away: the batch waits in memory, nothing else is fetched, nothing is lost.
import pRetry from "p-retry";
import { RetryableError } from "./errors.ts";
import type { Logger } from "./log.ts";

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2000;

/** Tries `work` again, for ever, as long as it rejects with a RetryableError and `signal` has not aborted. */
export function untilAvailable<T>(work: () => Promise<T>, log: Logger, signal: AbortSignal): Promise<T> {
  return pRetry(work, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: FIRST_WAIT_MS,
    maxTimeout: LONGEST_WAIT_MS,
    randomize: true,
    signal,
    shouldRetry: ({ error }) => error instanceof RetryableError,
    onFailedAttempt: ({ error, attemptNumber }) => {
      if (error instanceof RetryableError) {
        log.warn({ code: error.code, attempt: attemptNumber }, "the store is away, trying again");
      }
    },
  });
}
