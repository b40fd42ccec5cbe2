// Stores that hold exactly what a truth says, as the grader reads them: for tests of what looks at stores.
import type { Truth } from "@atelier/world/truth.ts";
import { mapRows, type Row } from "../verify/compare.ts";
import { GRAPH_PARTS } from "../verify/graph.ts";
import type { ReadStores } from "./changes.ts";

/** @param truthNow asked at each reading; undefined: the stores are empty */
export function truthStores(
  truthNow: () => Truth | undefined,
  change: (part: string, rows: Row[]) => Row[] = (_, rows) => rows,
): ReadStores {
  // A truth is looked at often, and always says the same.
  const known = new Map<Truth, Map<string, Row[]>>();
  async function* give(part: string, rows: (truth: Truth) => Iterable<Row>): AsyncIterable<Row> {
    const truth = truthNow();
    if (!truth) return;
    const parts = known.get(truth) ?? new Map<string, Row[]>();
    known.set(truth, parts);
    const all = parts.get(part) ?? [...rows(truth)];
    parts.set(part, all);
    yield* change(part, all);
  }
  return {
    view: (view) =>
      give(`lab.${view}`, (truth) => (view === "repairs" || view === "seller_sales" ? [] : truth.rows(view))),
    collection: (role) =>
      give(role, (truth) => mapRows(truth.reviewTexts(), ({ reviewId, text }) => ({ _id: reviewId, text }))),
    graph: (name) =>
      give(name, (truth) =>
        GRAPH_PARTS.find((part) => part.name === name)!.expected({
          sellers: [...truth.rows("sellers")],
          products: [...truth.rows("products")],
          reviews: [...truth.rows("reviews")],
        }),
      ),
  };
}
