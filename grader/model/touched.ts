// Old reviews around which nothing has happened between two moments but newer reviews: a score that knows only what was there
// at the moment of the review cannot have changed.
import type { ViewRow } from "@atelier/contracts/views.ts";

type Review = Pick<
  ViewRow<"reviews">,
  "review_id" | "product_id" | "author_key" | "device_key" | "network_key" | "written_at" | "rating"
>;

/** A correction of one, a price, an order dated before: scores may move with them. Two days cover what a tick dates back. */
const SETTLED_MS = 2 * 86_400_000;

export interface Touched {
  readonly reviewIds: readonly string[];
  readonly newIds: readonly string[];
}

export function touchedByLater(before: Iterable<Review>, after: Iterable<Review>): Touched {
  const then = new Map([...before].map((row) => [row.review_id, row]));
  const now = new Map([...after].map((row) => [row.review_id, row]));
  const added = [...now.values()].filter((row) => !then.has(row.review_id));
  const disturbed = [...then.values()].filter((row) => {
    const later = now.get(row.review_id);
    return later === undefined || later.written_at !== row.written_at || later.rating !== row.rating;
  });
  const earliest = Math.min(...added.map((row) => Date.parse(row.written_at)));
  const news = new Set(added.flatMap(namesOf));
  const unsettled = new Set(disturbed.flatMap(namesOf));
  const reviewIds = [...then.values()].flatMap((row) => {
    const names = namesOf(row);
    const old = Date.parse(row.written_at) < earliest - SETTLED_MS;
    return old && names.some((name) => news.has(name)) && !names.some((name) => unsettled.has(name))
      ? [row.review_id]
      : [];
  });
  return { reviewIds, newIds: added.map((row) => row.review_id) };
}

const namesOf = (row: Review): string[] => [
  `product ${row.product_id}`,
  `author ${row.author_key}`,
  `device ${row.device_key}`,
  `network ${row.network_key}`,
];
