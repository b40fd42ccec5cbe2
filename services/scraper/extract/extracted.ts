// What every extractor takes and gives: the bytes of one page or line in, records and dead letters out, nothing else.
import type { DeadLetter } from "@atelier/contracts/clean.ts";
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import type { RawBody, RawRecord } from "@atelier/contracts/raw.ts";
import type { RuleId, RuleSet } from "@atelier/contracts/rules.ts";

/** What a page or line is read with, beside its own bytes. */
export interface ExtractContext {
  readonly rules: RuleSet;
  readonly pseudonymKey: string;
  /** Persons who objected or were erased, by any of their pseudonyms. */
  readonly isForgotten: (pseudonym: string) => boolean;
  /** Path of the page, or `<file>#<line>`: where a dead letter points. */
  readonly pointer: string;
  /** SHA-256 of the fetched bytes. */
  readonly hash: string;
  /** The source's clock, ISO, UTC. */
  readonly observedAt: string;
  /** `Last-Modified` in milliseconds; 0 when the source gave none. */
  readonly lastModifiedMs: number;
}

export interface Extracted {
  readonly records: readonly RawRecord[];
  readonly deadLetters: readonly DeadLetter[];
  /**
   * Reviews of forgotten persons that the source still shows. Nothing of them is carried; that they are forgotten is, by
   * their ids alone, so that a label of one is not taken for an orphan.
   */
  readonly forgottenReviews?: readonly string[];
}

export const NOTHING: Extracted = { records: [], deadLetters: [] };

/** The source's shape is not the one this extractor was written for. */
export class ShapeChanged extends Error {
  /** A CSS selector, a JSON path or a column. */
  readonly selector: string;
  constructor(selector: string, problem = "absent") {
    super(`shape-changed: ${selector} is ${problem}`);
    this.selector = selector;
  }
}

interface RecordFacts {
  readonly version: number;
  readonly subjects?: readonly string[];
  readonly repairs?: readonly RuleId[];
}

export function rawRecord<K extends Kind>(
  context: ExtractContext,
  source: SourceId,
  kind: K,
  id: string,
  body: RawBody<K>,
  { version, subjects = [], repairs = [] }: RecordFacts,
): RawRecord {
  return {
    source,
    kind,
    id,
    hash: context.hash,
    observedAt: context.observedAt,
    version,
    subjects: [...subjects],
    repairs: [...repairs],
    body,
  };
}

export function deadLetter(
  context: ExtractContext,
  source: SourceId,
  kind: Kind,
  rule: DeadLetter["rule"],
  reason: string,
  pointer = context.pointer,
): DeadLetter {
  return {
    source,
    kind,
    pointer,
    hash: context.hash,
    rule,
    reason,
    observedAt: context.observedAt,
    subjects: [],
  };
}

/** Runs an extractor; a changed shape becomes a dead letter that names the page and the selector. */
export function orDeadLetter(
  context: ExtractContext,
  source: SourceId,
  kind: Kind,
  extract: () => Extracted,
  pointer = context.pointer,
): Extracted {
  try {
    return extract();
  } catch (error) {
    if (!(error instanceof ShapeChanged)) throw error;
    return {
      records: [],
      deadLetters: [deadLetter(context, source, kind, "unreadable", error.message, pointer)],
    };
  }
}

export function join(parts: Iterable<Extracted>): Extracted {
  const all = [...parts];
  return {
    records: all.flatMap(({ records }) => records),
    deadLetters: all.flatMap(({ deadLetters }) => deadLetters),
    forgottenReviews: all.flatMap(({ forgottenReviews = [] }) => forgottenReviews),
  };
}
