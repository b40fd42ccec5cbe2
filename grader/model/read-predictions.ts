// Reads lab.predictions as its reader does, bounded, and holds its rows against the reviews that there are.
import { createAsker } from "../stores/asked.ts";
import { openInspector } from "../stores/inspector.ts";
import { openSqlSession, StoreRefusal } from "../stores/sql-session.ts";
import { engineParts, type StoreContext } from "../stores/stores.ts";
import type { Model } from "../observations/model.ts";
import type { ExamWorld } from "../phases/phase.ts";
import { readable } from "../text/readable.ts";
import type { Prediction } from "./judge-predictions.ts";

/** As a store shows them: nothing is sure of them. */
interface PredictionText {
  readonly reviewId: string | null;
  readonly score: string | null;
  readonly flagged: string | null;
}

export interface ReadPredictions {
  readonly predictions: ReadonlyMap<string, Prediction>;
  readonly coverage: Model["coverage"];
  readonly unreadable: string | null;
}

const MOST_ROWS = 500_000;
const SQL = `SELECT pg_catalog.left(pg_catalog.format('%s', review_id), 200),
  pg_catalog.left(pg_catalog.format('%s', score), 40), pg_catalog.left(pg_catalog.format('%s', flagged), 10)
  FROM lab.predictions`;

export async function readPredictions(
  world: ExamWorld,
  context: StoreContext,
  reviewIds: readonly string[],
): Promise<ReadPredictions> {
  const rows: PredictionText[] = [];
  let unreadable: string | null = null;
  try {
    for await (const row of storedRows(world, context)) rows.push(row);
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    unreadable = error.message;
  }
  return { ...takePredictions(rows, reviewIds), unreadable };
}

async function* storedRows(world: ExamWorld, context: StoreContext): AsyncIterable<PredictionText> {
  const { relational } = context.submission.stores;
  if (!engineParts(context.submission).relational) {
    if (relational.query === undefined) throw new StoreRefusal("no query command answers for this engine");
    for await (const row of createAsker(context.commands, relational.query, world).pages({
      view: "predictions",
    })) {
      yield { reviewId: text(row["review_id"]), score: text(row["score"]), flagged: text(row["flagged"]) };
    }
    return;
  }
  const session = await openSqlSession({ url: world.roleUrl("reader") }).catch((error: unknown) => {
    // That the reader does not come in is the fault of another item.
    if (error instanceof StoreRefusal) return openInspector(world.connections);
    throw error;
  });
  try {
    for await (const [reviewId, score, flagged] of session.rows(SQL, [], { maxRows: MOST_ROWS })) {
      yield { reviewId: reviewId ?? null, score: score ?? null, flagged: flagged ?? null };
    }
  } finally {
    await session.close();
  }
}

const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value);

const FLAGS: Readonly<Record<string, boolean>> = {
  t: true,
  true: true,
  "1": true,
  f: false,
  false: false,
  "0": false,
};
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The first row of a review counts; what is no score or no flag is no prediction. */
export function takePredictions(
  rows: Iterable<PredictionText>,
  reviewIds: readonly string[],
): Pick<ReadPredictions, "predictions" | "coverage"> {
  const known = new Set(reviewIds);
  const seen = new Set<string>();
  const predictions = new Map<string, Prediction>();
  const count = { unknown: 0, twice: 0, invalid: 0 };
  for (const row of rows) {
    const id = row.reviewId ?? "";
    const score = NUMBER.test(row.score ?? "") ? Number(row.score) : Number.NaN;
    const flagged = FLAGS[(row.flagged ?? "").toLowerCase()];
    if (!known.has(id)) count.unknown += 1;
    else if (seen.has(id)) count.twice += 1;
    else if (!(score >= 0 && score <= 1) || flagged === undefined) count.invalid += 1;
    else predictions.set(id, { score, flagged });
    seen.add(id);
  }
  const missing = reviewIds.find((id) => !predictions.has(id));
  return {
    predictions,
    coverage: {
      reviews: known.size,
      scored: predictions.size,
      ...count,
      example: missing === undefined ? null : readable(missing),
    },
  };
}
