// Facts as the stores hold them, all of them or those around a few reviews: who reviewed what, from where, by the graph;
// texts, purchases, products, accounts and verdicts by the relational store. A review that one of the two does not hold (yet, or any more) is not a fact.
import type { Facts, ReviewFact } from "@atelier/model/facts.ts";
import type { GraphStore } from "@atelier/platform/neo4j.ts";
import { translatePostgresError, type PostgresPool } from "@atelier/platform/postgres.ts";

interface GraphReview {
  readonly id: string;
  readonly rating: number;
  readonly at: string;
  readonly productId: string;
  readonly accountKey: string;
  readonly deviceKey: string;
  readonly networkKey: string;
}

const FIELDS = `
MATCH (a:Account)-[:WROTE]->(r)-[:ABOUT]->(p:Product), (r)-[:FROM_DEVICE]->(d:Device), (r)-[:FROM_NETWORK]->(n:Network)
RETURN r.id AS id, r.rating AS rating, r.at AS at, p.id AS productId, a.key AS accountKey, d.key AS deviceKey,
  n.key AS networkKey`;

const ALL = `MATCH (r:Review) ${FIELDS}`;

/**
 * Every review that shares an account, a product, a device or a network with one of `$reviews`, and every one of a
 * product that one of their accounts has reviewed: all that a feature may look at.
 */
const AROUND = `
UNWIND $reviews AS asked
CALL (asked) {
  MATCH (:Account {key: asked.accountKey})-[:WROTE]->(r:Review) RETURN r
  UNION MATCH (:Account {key: asked.accountKey})-[:WROTE]->(:Review)-[:ABOUT]->(:Product)<-[:ABOUT]-(r:Review) RETURN r
  UNION MATCH (:Product {id: asked.productId})<-[:ABOUT]-(r:Review) RETURN r
  UNION MATCH (:Device {key: asked.deviceKey})<-[:FROM_DEVICE]-(r:Review) RETURN r
  UNION MATCH (:Network {key: asked.networkKey})<-[:FROM_NETWORK]-(r:Review) RETURN r
}
WITH DISTINCT r ${FIELDS}`;

const BY_ID = `MATCH (r:Review) WHERE r.id IN $ids ${FIELDS}`;

/** A time in milliseconds. */
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

/** `$1` is the accounts or products or reviews that are asked for; null asks for all. */
const PURCHASES = `
SELECT c.account_key AS "accountKey", l.product_id AS "productId", ${ms("o.ordered_at")} AS at
FROM lab.customers c JOIN lab.orders o USING (customer_key) JOIN lab.order_lines l USING (order_id)
WHERE c.account_key IS NOT NULL AND ($1::text[] IS NULL OR c.account_key = ANY($1))`;
const PRODUCTS = `
SELECT product_id AS id, seller_id AS "sellerId", price_cents AS "priceCents", ${ms("listed_on")} AS "listedAt"
FROM lab.products WHERE $1::text[] IS NULL OR product_id = ANY($1)`;
const ACCOUNTS = `
SELECT account_key AS key, ${ms("created_on")} AS "createdAt" FROM lab.customers
WHERE account_key IS NOT NULL AND ($1::text[] IS NULL OR account_key = ANY($1))`;
const VERDICTS = `
SELECT review_id AS "reviewId", fraudulent, ${ms("moderated_on")} AS at FROM lab.labels
WHERE $1::text[] IS NULL OR review_id = ANY($1)`;
const TEXTS = `
SELECT review_id AS id, coalesce(text, '') AS text FROM store.reviews
WHERE $1::text[] IS NULL OR review_id = ANY($1)`;

/** What a review is tied to. */
export type Ties = Pick<ReviewFact, "accountKey" | "productId" | "deviceKey" | "networkKey">;

/** @throws RetryableError when a store is away. */
export async function readFacts(pool: PostgresPool, graph: GraphStore): Promise<Facts> {
  const written = await readGraph(graph, ALL, {});
  return withRelational(pool, written, null);
}

/** Every fact that a feature of one of the reviews may look at, and more. @throws RetryableError when a store is away. */
export async function readFactsAround(
  pool: PostgresPool,
  graph: GraphStore,
  reviews: readonly Ties[],
): Promise<Facts> {
  const ties = reviews.map(({ accountKey, productId, deviceKey, networkKey }) => ({
    accountKey,
    productId,
    deviceKey,
    networkKey,
  }));
  const written = await readGraph(graph, AROUND, { reviews: ties });
  const keysOf = (key: keyof Ties) => [...new Set([...written, ...ties].map((one) => one[key]))];
  return withRelational(pool, written, {
    accounts: keysOf("accountKey"),
    products: keysOf("productId"),
    reviews: written.map(({ id }) => id),
  });
}

/** Those of the reviews that the graph holds. @throws RetryableError when it is away. */
export const readTies = (
  graph: GraphStore,
  ids: readonly string[],
): Promise<readonly (Ties & { id: string })[]> => readGraph(graph, BY_ID, { ids });

async function readGraph(
  graph: GraphStore,
  statement: string,
  parameters: Record<string, unknown>,
): Promise<GraphReview[]> {
  return graph.read(async (transaction) => {
    const { records } = await transaction.run(statement, parameters);
    return records.map((record) => record.toObject() as unknown as GraphReview);
  });
}

async function withRelational(
  pool: PostgresPool,
  written: readonly GraphReview[],
  asked: { readonly accounts: string[]; readonly products: string[]; readonly reviews: string[] } | null,
): Promise<Facts> {
  const rows = async <T extends object>(text: string, keys: string[] | undefined): Promise<T[]> => {
    try {
      return (await pool.query<T>(text, [keys ?? null])).rows;
    } catch (error) {
      throw translatePostgresError(error);
    }
  };
  const [texts, purchases, products, accounts, verdicts] = await Promise.all([
    rows<{ id: string; text: string }>(TEXTS, asked?.reviews),
    rows<Facts["purchases"][number]>(PURCHASES, asked?.accounts),
    rows<Facts["products"][number]>(PRODUCTS, asked?.products),
    rows<Facts["accounts"][number]>(ACCOUNTS, asked?.accounts),
    rows<Facts["verdicts"][number]>(VERDICTS, asked?.reviews),
  ]);
  const textOf = new Map(texts.map(({ id, text }) => [id, text]));
  const reviews = written.flatMap(({ at, ...review }): ReviewFact[] => {
    const text = textOf.get(review.id);
    return text === undefined ? [] : [{ ...review, text, at: Date.parse(at) }];
  });
  return { reviews, purchases, products, accounts, verdicts };
}
