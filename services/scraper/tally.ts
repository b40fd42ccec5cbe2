// Counts per source: what the summary says at the end, and how far each has come meanwhile.
import { SOURCES, type SourceId } from "@atelier/contracts/kinds.ts";
import { RetryableError } from "@atelier/platform/errors.ts";

export interface Counts {
  /** Records acknowledged by Kafka. */
  published: number;
  /** Dead letters acknowledged by Kafka. */
  deadLettered: number;
  /** Pages that had not changed, by the sitemap, a listing or a 304. */
  notModified: number;
  /** Pages, files or streams that could not be had. */
  failed: number;
}

interface Progress {
  /** Units (pages, rows, records) finished. */
  done: number;
  /** Units known of so far; null when the source does not say. */
  total: number | null;
}

export interface Tally {
  readonly counts: Readonly<Record<SourceId, Counts>>;
  readonly progress: Readonly<Partial<Record<SourceId, Progress>>>;
  expect(source: SourceId, units: number): void;
  advance(source: SourceId, units: number): void;
}

export function createTally(): Tally {
  const counts = Object.fromEntries(
    SOURCES.map((source) => [source, { published: 0, deadLettered: 0, notModified: 0, failed: 0 }]),
  ) as Record<SourceId, Counts>;
  const progress: Partial<Record<SourceId, Progress>> = {};
  const of = (source: SourceId) => (progress[source] ??= { done: 0, total: null });
  return {
    counts,
    progress,
    expect(source, units) {
      const entry = of(source);
      entry.total = (entry.total ?? 0) + units;
    },
    advance(source, units) {
      of(source).done += units;
    },
  };
}

/** @throws RetryableError when something listed could not be had */
export function checkComplete(counts: Readonly<Record<SourceId, Counts>>): void {
  const failed = SOURCES.filter((source) => counts[source].failed > 0);
  if (failed.length === 0) return;
  throw new RetryableError("collection-incomplete", `Some of it could not be had: ${failed.join(", ")}`);
}
