// The three stores as their readers see them, over the tables in memory.
import type { RuleSet } from "@atelier/contracts/rules.ts";
import { GRAPH_PARTS } from "@atelier/grader/verify/graph.ts";
import type { Row } from "@atelier/grader/verify/compare.ts";
import type { Stores } from "@atelier/grader/verify/verify.ts";
import { normalise } from "@atelier/etl/normalise.ts";
import type { Collected } from "./collected.ts";
import { createTables, type Tables } from "./tables.ts";
import { makeViews } from "./views.ts";

const close = () => Promise.resolve();

/** Everything that was collected, normalised and kept, under `rules`. */
export function fillStores(collected: readonly Collected[], rules: RuleSet): Stores {
  const tables = createTables(rules);
  for (const one of collected) {
    if ("forgottenReview" in one) tables.forgetReview(one.forgottenReview);
    if ("dead" in one) tables.keepDead(one.dead);
    if (!("raw" in one)) continue;
    tables.keepRaw(one.raw);
    const result = normalise(one.raw, rules);
    if ("clean" in result) tables.keepClean(result.clean);
    else tables.keepDead(result.dead);
  }
  const views = makeViews(tables, rules);
  return {
    postgres: { rows: (view) => stream(views[view]), close },
    mongo: { documents: (collection) => stream(documents(collection, tables)), close },
    graph: {
      // It follows from the rows as it follows from the truth's: what a loader makes of it is for the chaos tests.
      rows: (cypher) => stream(GRAPH_PARTS.find((part) => part.cypher === cypher)?.expected(views) ?? []),
      close,
    },
  };
}

function documents(collection: string, tables: Tables): readonly Row[] {
  switch (collection) {
    case "reviews":
      return tables.rows("reviews").map(({ record, body }) => ({
        _id: body.reviewId,
        text: body.text,
        subjects: record.subjects,
      }));
    case "files":
      return tables.rows("files").map(({ body }) => ({
        _id: body.fileId,
        mediaType: body.mediaType,
        sha256: body.sha256,
        text: body.text,
      }));
    default:
      return [...tables.raw].map(([key, { source, kind, id, subjects, body }]) => ({
        _id: key,
        source,
        kind,
        id,
        subjects,
        body,
      }));
  }
}

async function* stream(rows: Iterable<Row>): AsyncIterable<Row> {
  yield* rows;
}
