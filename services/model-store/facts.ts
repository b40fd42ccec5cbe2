// Facts as features take them, all of them or those around a few reviews: the graph says which reviews belong together, the
// relational store what they are. A review that one of the two does not hold (yet, or any more) is not a fact.
import type { Facts } from "@atelier/model/facts.ts";
import type { GraphStore } from "@atelier/platform/neo4j.ts";
import { translatePostgresError, type PostgresPool } from "@atelier/platform/postgres.ts";
import { readAllIds, readIdsAround, type Ties } from "./graph.ts";
import { readNow } from "./relational.ts";

/** @throws RetryableError when a store is away. */
export async function readFacts(pool: PostgresPool, graph: GraphStore): Promise<Facts> {
  const [ids, facts] = await Promise.all([readAllIds(graph), translated(readNow(pool, null))]);
  const graphed = new Set(ids);
  return { ...facts, reviews: facts.reviews.filter(({ id }) => graphed.has(id)) };
}

/** Every fact that a feature of one of the reviews may look at, and more. @throws RetryableError when a store is away. */
export async function readFactsAround(
  pool: PostgresPool,
  graph: GraphStore,
  reviews: readonly Ties[],
): Promise<Facts> {
  const ids = await readIdsAround(graph, reviews);
  return translated(
    readNow(pool, {
      reviews: ids,
      accounts: reviews.map(({ accountKey }) => accountKey),
      products: reviews.map(({ productId }) => productId),
    }),
  );
}

const REJECTED = `
  SELECT coalesce(rejected::float8 / nullif(rejected + kept, 0), 0) AS share
  FROM (SELECT count(*) AS rejected FROM lab.rejects WHERE kind = 'reviews') r,
    (SELECT count(*) AS kept FROM lab.reviews) k`;

/** Of all reviews that came, those that could not be used, from 0 to 1. @throws RetryableError when the store is away. */
export async function readRejectedShare(pool: PostgresPool): Promise<number> {
  const { rows } = await translated(pool.query<{ share: number }>(REJECTED));
  return rows[0]?.share ?? 0;
}

const translated = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw translatePostgresError(error);
  });
