// Facts as the stores hold them: who reviewed what, from where, by the graph; texts, purchases, products, accounts and
// verdicts by the relational store. A review that one of the two does not hold (yet, or any more) is not a fact.
import type { Facts, ReviewFact } from "@atelier/model/facts.ts";
import type { GraphStore } from "@atelier/platform/neo4j.ts";
import type { PostgresPool } from "@atelier/platform/postgres.ts";

interface GraphReview {
  readonly id: string;
  readonly rating: number;
  readonly at: string;
  readonly productId: string;
  readonly accountKey: string;
  readonly deviceKey: string;
  readonly networkKey: string;
}

const REVIEWS = `
MATCH (a:Account)-[:WROTE]->(r:Review)-[:ABOUT]->(p:Product),
  (r)-[:FROM_DEVICE]->(d:Device), (r)-[:FROM_NETWORK]->(n:Network)
RETURN r.id AS id, r.rating AS rating, r.at AS at, p.id AS productId, a.key AS accountKey, d.key AS deviceKey,
  n.key AS networkKey`;

/** A time in milliseconds. */
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

const PURCHASES = `
SELECT c.account_key AS "accountKey", l.product_id AS "productId", ${ms("o.ordered_at")} AS at
FROM lab.customers c JOIN lab.orders o USING (customer_key) JOIN lab.order_lines l USING (order_id)
WHERE c.account_key IS NOT NULL`;
const PRODUCTS = `
SELECT product_id AS id, seller_id AS "sellerId", price_cents AS "priceCents", ${ms("listed_on")} AS "listedAt"
FROM lab.products`;
const ACCOUNTS = `
SELECT account_key AS key, ${ms("created_on")} AS "createdAt" FROM lab.customers WHERE account_key IS NOT NULL`;
const VERDICTS = `SELECT review_id AS "reviewId", fraudulent, ${ms("moderated_on")} AS at FROM lab.labels`;

/** @throws RetryableError when a store is away. */
export async function readFacts(pool: PostgresPool, graph: GraphStore): Promise<Facts> {
  const rows = async <T extends object>(text: string): Promise<T[]> => (await pool.query<T>(text)).rows;
  const [written, texts, purchases, products, accounts, verdicts] = await Promise.all([
    graph.read(async (transaction) => {
      const { records } = await transaction.run(REVIEWS);
      return records.map((record) => record.toObject() as unknown as GraphReview);
    }),
    rows<{ id: string; text: string }>(
      `SELECT review_id AS id, coalesce(text, '') AS text FROM store.reviews`,
    ),
    rows<Facts["purchases"][number]>(PURCHASES),
    rows<Facts["products"][number]>(PRODUCTS),
    rows<Facts["accounts"][number]>(ACCOUNTS),
    rows<Facts["verdicts"][number]>(VERDICTS),
  ]);
  const textOf = new Map(texts.map(({ id, text }) => [id, text]));
  const reviews = written.flatMap(({ at, ...review }): ReviewFact[] => {
    const text = textOf.get(review.id);
    return text === undefined ? [] : [{ ...review, text, at: Date.parse(at) }];
  });
  return { reviews, purchases, products, accounts, verdicts };
}
