// What all collectors share: where they fetch, where they publish, and what becomes of a page that cannot be had.
import { hash } from "node:crypto";
import type { SourceId } from "@atelier/contracts/kinds.ts";
import type { RuleSet } from "@atelier/contracts/rules.ts";
import { PermanentError, RetryableError } from "@atelier/platform/errors.ts";
import type { Logger } from "@atelier/platform/log.ts";
import type { Checkpoint, SeenPage } from "../adapters/checkpoint.ts";
import type { Headers, WholeAnswer } from "../adapters/http.ts";
import type { ExtractContext } from "../extract/extracted.ts";
import { instantMs } from "../extract/instant.ts";
import type { Ledger } from "../ledger.ts";
import type { Publisher } from "../publisher.ts";
import type { Tally } from "../tally.ts";

export interface Collector {
  readonly checkpoint: Checkpoint;
  readonly publisher: Publisher;
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly log: Logger;
  readonly rules: RuleSet;
  readonly pseudonymKey: string;
  readonly signal: AbortSignal;
  /** The machine's clock, for a source that does not tell its own. */
  readonly now: () => Date;
  /** Pages fetched at the same time from one origin. */
  readonly concurrency: number;
}

export function contextOf(
  { rules, pseudonymKey, ledger, now }: Collector,
  pointer: string,
  contentHash: string,
  headers: Headers,
): ExtractContext {
  const date = instantMs(headers.date);
  return {
    rules,
    pseudonymKey,
    isForgotten: ledger.has,
    pointer,
    hash: contentHash,
    observedAt: (date > 0 ? new Date(date) : now()).toISOString(),
    lastModifiedMs: instantMs(headers["last-modified"]),
  };
}

export const sha256 = (bytes: Uint8Array): string => hash("sha256", bytes);

export function seenPage(answer: WholeAnswer, lastmod: string | null, next: string | null = null): SeenPage {
  return {
    lastmod,
    etag: answer.headers.etag ?? null,
    lastModified: answer.headers["last-modified"] ?? null,
    next,
  };
}

/** After a 304: what was seen still holds, as of a new `lastmod`. */
export function seenAgain(seen: SeenPage | undefined, lastmod: string | null): SeenPage {
  return { etag: null, lastModified: null, next: null, ...seen, lastmod };
}

/**
 * Does one piece of work. What an origin refuses or fails to give is counted and named, and the others go on;
 * true when the work was done.
 */
export async function attempt(
  { tally, log, signal }: Collector,
  source: SourceId,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (signal.aborted) throw error;
    const isKnown = error instanceof PermanentError || error instanceof RetryableError;
    if (!isKnown || error.code === "kafka-unavailable") throw error;
    if (error.code === "robots-forbidden") {
      log.debug({ source, code: error.code }, error.message);
      return true;
    }
    tally.counts[source].failed += 1;
    log.warn({ source, code: error.code }, error.message);
    return false;
  }
}
