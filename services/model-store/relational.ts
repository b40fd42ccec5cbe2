// Facts as the relational store holds them, now or as of a snapshot that it has given before: the same statements, over the
// tables or over what the tables were.
import type { Facts, ReviewFact } from "@atelier/model/facts.ts";
import type { PostgresClient, PostgresPool } from "@atelier/platform/postgres.ts";

type Queries = PostgresClient | PostgresPool;

/** A moment of the relational store: its snapshot, and the offset of each partition before which reviews count. */
export interface Moment {
  readonly snapshot: string;
  readonly reviewsBefore: readonly bigint[];
}

const COLUMNS = {
  reviews:
    "review_id, product_id, account_key, device_key, network_key, rating, text, written_at, log_partition, log_offset",
  products: "product_id, seller_id, price_cents, listed_on",
  customer_records: "record_id, account_key, email_key, created_on, updated_at, cluster_id",
  orders: "order_id, customer_key, ordered_at",
  order_lines: "order_id, product_id",
  labels: "review_id, fraudulent, moderated_on",
};
/** A name to select from. */
type Source = (table: keyof typeof COLUMNS) => string;

const now: Source = (table) => `store.${table}`;
/** `$2` is the snapshot. */
const asOf: Source = (table) => `(
  SELECT ${COLUMNS[table]} FROM store.${table} WHERE pg_visible_in_snapshot(applied, $2::pg_snapshot)
  UNION ALL
  SELECT ${COLUMNS[table]} FROM store.past_${table}
  WHERE pg_visible_in_snapshot(applied, $2::pg_snapshot) AND NOT pg_visible_in_snapshot(ended, $2::pg_snapshot)
)`;

/** A time in milliseconds. */
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

/** What no feature looks at is as it is now. */
const PAGE = `
  coalesce((SELECT f.price_cents FROM store.prices f WHERE f.product_id = p.product_id ORDER BY f.at LIMIT 1),
    p.price_cents) AS "firstPriceCents",
  page.net_quantity IS NOT NULL AS "hasQuantity", page.description IS NOT NULL AS "hasDescription"`;

/** `$1` is the reviews or accounts or products that are asked for; null asks for all. */
const statementsOver = (source: Source, bounds: string) => {
  // Rule `customer-duplicate`, as `lab.customers` has it, but for the accounts that are asked for.
  const persons = `records AS (SELECT * FROM ${source("customer_records")} r),
    persons AS (
      SELECT DISTINCT ON (cluster_id) cluster_id, account_key FROM records
      WHERE $1::text[] IS NULL OR cluster_id IN (SELECT cluster_id FROM records WHERE account_key = ANY($1))
      ORDER BY cluster_id, updated_at DESC, created_on DESC, record_id DESC
    )`;
  return {
    reviews: `
      SELECT review_id AS id, product_id AS "productId", account_key AS "accountKey", device_key AS "deviceKey",
        network_key AS "networkKey", rating, coalesce(text, '') AS text, ${ms("written_at")} AS at
      FROM ${source("reviews")} r
      WHERE ($1::text[] IS NULL OR review_id = ANY($1))
        AND (${bounds}::bigint[] IS NULL OR log_offset < (${bounds}::bigint[])[log_partition + 1])`,
    purchases: `
      WITH ${persons}
      SELECT p.account_key AS "accountKey", l.product_id AS "productId", ${ms("o.ordered_at")} AS at
      FROM persons p JOIN (SELECT DISTINCT cluster_id, email_key FROM records) e USING (cluster_id)
      JOIN ${source("orders")} o ON o.customer_key = e.email_key JOIN ${source("order_lines")} l USING (order_id)
      JOIN ${source("products")} known USING (product_id)
      WHERE p.account_key IS NOT NULL`,
    accounts: `
      WITH ${persons}
      SELECT p.account_key AS key, min(${ms("r.created_on")}) AS "createdAt"
      FROM persons p JOIN records r USING (cluster_id) WHERE p.account_key IS NOT NULL GROUP BY p.account_key`,
    products: `
      SELECT product_id AS id, p.seller_id AS "sellerId", p.price_cents AS "priceCents", ${ms("p.listed_on")} AS "listedAt",
        ${PAGE}
      FROM ${source("products")} p LEFT JOIN store.products page USING (product_id)
      WHERE $1::text[] IS NULL OR product_id = ANY($1)`,
    verdicts: `
      SELECT review_id AS "reviewId", fraudulent, ${ms("moderated_on")} AS at
      FROM ${source("labels")} l WHERE $1::text[] IS NULL OR review_id = ANY($1)`,
  };
};

const NOW = statementsOver(now, "$2");
const AS_OF = statementsOver(asOf, "$3");

/** Whose facts: those of some reviews (ids), of them and of accounts and products beside, or all. */
export interface Asked {
  readonly reviews: readonly string[];
  readonly accounts: readonly string[];
  readonly products: readonly string[];
}

/** @param reviewsBefore see `Moment`; all count without. */
export const readNow = (
  store: Queries,
  asked: Asked | null,
  reviewsBefore: readonly bigint[] | null = null,
): Promise<Facts> => readBy(store, NOW, asked, [], reviewsBefore);

export const readAsOf = (store: Queries, { snapshot, reviewsBefore }: Moment): Promise<Facts> =>
  readBy(store, AS_OF, null, [snapshot], reviewsBefore);

async function readBy(
  store: Queries,
  statements: typeof NOW,
  asked: Asked | null,
  snapshot: readonly string[],
  reviewsBefore: readonly bigint[] | null,
): Promise<Facts> {
  const rows = async <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
    (await store.query<T>(text, values)).rows;
  const reviews = await rows<ReviewFact>(
    statements.reviews,
    asked?.reviews ?? null,
    ...snapshot,
    reviewsBefore?.map(String) ?? null,
  );
  const keysOf = (beside: readonly string[] | undefined, key: "id" | "accountKey" | "productId") =>
    beside ? [...new Set([...beside, ...reviews.map((one) => one[key])])] : null;
  const accountKeys = keysOf(asked?.accounts, "accountKey");
  const productIds = keysOf(asked?.products, "productId");
  // One after the other: of one connection no more can be asked.
  const purchases = await rows<Facts["purchases"][number]>(statements.purchases, accountKeys, ...snapshot);
  const accounts = await rows<Facts["accounts"][number]>(statements.accounts, accountKeys, ...snapshot);
  const products = await rows<Facts["products"][number]>(statements.products, productIds, ...snapshot);
  const verdicts = await rows<Facts["verdicts"][number]>(
    statements.verdicts,
    keysOf(asked ? [] : undefined, "id"),
    ...snapshot,
  );
  return { reviews, purchases, products, accounts, verdicts };
}
