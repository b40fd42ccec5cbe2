// Every figure that the page shows, by name: the query that gives it. Nothing else is computed on the way to the page but
// its formatting, so that a reader who doubts a figure can ask the store the same question.
import { z } from "zod";

/** One number each; null where there is nothing to count. */
export const FIGURES = {
  sellers: "SELECT rows FROM dashboard.collected WHERE kind = 'sellers'",
  certifications: "SELECT rows FROM dashboard.collected WHERE kind = 'certifications'",
  "rows-products": "SELECT rows FROM dashboard.collected WHERE kind = 'products'",
  "rows-reviews": "SELECT rows FROM dashboard.collected WHERE kind = 'reviews'",
  "rows-orders": "SELECT rows FROM dashboard.collected WHERE kind = 'orders'",
  prices: "SELECT rows FROM dashboard.collected WHERE kind = 'prices'",
  files: "SELECT rows FROM dashboard.collected WHERE kind = 'files'",
  labels: "SELECT rows FROM dashboard.collected WHERE kind = 'labels'",
  "rows-customers": "SELECT customers FROM dashboard.customer_records",
  customerRecords: "SELECT records FROM dashboard.customer_records",
  mergedCustomers: "SELECT records - customers FROM dashboard.customer_records",
  mergedProducts: `SELECT count(*) FROM (
    SELECT FROM lab.product_categories GROUP BY product_id HAVING count(*) > 1) shelved_twice`,
  completeness: "SELECT sum(present)::float8 / nullif(sum(total), 0) FROM dashboard.completeness",
  rejects: "SELECT coalesce(sum(rejects), 0) FROM dashboard.rejects",
  rejectedShare: `SELECT set_aside::float8 / nullif(set_aside + kept, 0)
    FROM (SELECT coalesce(sum(rejects), 0) AS set_aside FROM dashboard.rejects) r,
      (SELECT sum(rows) AS kept FROM dashboard.collected) c`,
  repairs: "SELECT coalesce(sum(repairs), 0) FROM dashboard.repairs",
  violations: "SELECT coalesce(sum(violations), 0) FROM dashboard.integrity",
  forgotten: "SELECT coalesce(sum(persons), 0) FROM dashboard.forgotten",
  scored: "SELECT count(*) FROM lab.predictions",
  flagged: "SELECT count(*) FROM lab.predictions WHERE flagged",
  flaggedShare: "SELECT avg(flagged::int)::float8 FROM lab.predictions",
  knownFrauds: "SELECT count(*) FROM lab.labels JOIN lab.predictions USING (review_id) WHERE fraudulent",
  knownFraudsFlagged:
    "SELECT count(*) FROM lab.labels JOIN lab.predictions USING (review_id) WHERE fraudulent AND flagged",
  quality: latestTraining("pr_auc_test"),
  trainingJoules: latestTraining("energy_joules"),
  /** How long a lamp of 8 watts would burn on it. */
  trainingLampSeconds: latestTraining("energy_joules / 8"),
  trainingGrams: latestTraining("grams_co2e"),
  trainingSeconds: latestTraining("seconds"),
  trainingBytes: latestTraining("peak_rss_bytes"),
  modelBytes: latestTraining("model_bytes"),
  "products-without-quantity": missing("products", "quantity"),
  "products-without-image": missing("products", "image"),
  "reviews-without-text": missing("reviews", "text"),
  "customers-without-phone": missing("customers", "phone"),
  predictionJoules: latestTraining("joules_per_thousand_predictions"),
} as const;

export type FigureName = keyof typeof FIGURES;

/** Of the version in use, as it was trained last. */
function latestTraining(column: string): string {
  return `SELECT ${column} FROM dashboard.trainings WHERE active ORDER BY trained_at DESC LIMIT 1`;
}

/** Fields that a source may leave empty, where it did. */
function missing(kind: string, field: string): string {
  return `SELECT total - present FROM dashboard.completeness WHERE kind = '${kind}' AND field = '${field}'`;
}

const count = z.coerce.number().int();
const text = z.string();

/** Rows each, shown as a table and most of them as a chart too. */
export const SERIES = {
  months: {
    sql: `SELECT to_char(written_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM') AS month, count(*) AS reviews
      FROM dashboard.reviews GROUP BY 1 ORDER BY 1 DESC LIMIT 24`,
    row: z.object({ month: text, reviews: count }),
  },
  categories: {
    sql: `SELECT category, count(DISTINCT product_id) AS products, count(review_id) AS reviews
      FROM lab.product_categories LEFT JOIN dashboard.reviews USING (product_id)
      GROUP BY category ORDER BY reviews DESC, category LIMIT 20`,
    row: z.object({ category: text, products: count, reviews: count }),
  },
  freshness: {
    sql: "SELECT kind, rows, newest FROM dashboard.collected ORDER BY newest DESC NULLS LAST, kind",
    row: z.object({ kind: text, rows: count, newest: z.date().nullable() }),
  },
  completeness: {
    sql: `SELECT kind, field, present, total, present::float8 / nullif(total, 0) AS share
      FROM dashboard.completeness ORDER BY share, kind, field`,
    row: z.object({ kind: text, field: text, present: count, total: count, share: z.number().nullable() }),
  },
  rejects: {
    sql: "SELECT kind, rule, rejects FROM dashboard.rejects ORDER BY rejects DESC, kind, rule LIMIT 12",
    row: z.object({ kind: text, rule: text, rejects: count }),
  },
  repairs: {
    sql: `SELECT rule, sum(repairs) AS repairs FROM dashboard.repairs
      GROUP BY rule ORDER BY repairs DESC, rule LIMIT 8`,
    row: z.object({ rule: text, repairs: count }),
  },
  integrity: {
    sql: "SELECT name, violations, checked_at FROM dashboard.integrity ORDER BY violations DESC, name",
    row: z.object({ name: text, violations: count, checked_at: z.date() }),
  },
  ratings: {
    sql: `SELECT rating, count(*) AS reviews, count(*) FILTER (WHERE flagged) AS flagged
      FROM dashboard.reviews JOIN lab.predictions USING (review_id) GROUP BY rating ORDER BY rating`,
    row: z.object({ rating: count, reviews: count, flagged: count }),
  },
  scores: {
    sql: `SELECT bucket, count(review_id) AS reviews
      FROM generate_series(0, 9) AS bucket
      LEFT JOIN lab.predictions ON least(floor(score * 10), 9) = bucket GROUP BY bucket ORDER BY bucket`,
    row: z.object({ bucket: count, reviews: count }),
  },
  products: {
    sql: `SELECT name, count(*) AS reviews, count(*) FILTER (WHERE flagged) AS flagged
      FROM lab.products JOIN dashboard.reviews USING (product_id) JOIN lab.predictions USING (review_id)
      GROUP BY product_id, name HAVING bool_or(flagged) ORDER BY flagged DESC, reviews, name LIMIT 8`,
    row: z.object({ name: text, reviews: count, flagged: count }),
  },
  trainings: {
    sql: `SELECT version, trained_at, backend, labelled, pr_auc_test, energy_joules, grams_co2e, active
      FROM dashboard.trainings ORDER BY trained_at DESC, version LIMIT 10`,
    row: z.object({
      version: text,
      trained_at: z.date(),
      backend: text,
      labelled: count,
      pr_auc_test: z.number(),
      energy_joules: z.number(),
      grams_co2e: z.number(),
      active: z.boolean(),
    }),
  },
} as const;

export type SeriesName = keyof typeof SERIES;
export type SeriesRow<S extends SeriesName> = z.infer<(typeof SERIES)[S]["row"]>;

/** All of it as of one moment. */
export interface Figures {
  readonly takenAt: Date;
  readonly values: Readonly<Record<FigureName, number | null>>;
  readonly series: { readonly [S in SeriesName]: readonly SeriesRow<S>[] };
}
