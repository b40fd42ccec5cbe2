// What the graph is asked: which reviews are around others, and how much of the log it holds.
import type { ReviewFact } from "@atelier/model/facts.ts";
import type { GraphStore, GraphTransaction } from "@atelier/platform/neo4j.ts";

/** What a review is tied to. */
export type Ties = Pick<ReviewFact, "accountKey" | "productId" | "deviceKey" | "networkKey">;

const TIED =
  "MATCH (a:Account)-[:WROTE]->(r)-[:ABOUT]->(p:Product), (r)-[:FROM_DEVICE]->(d:Device), (r)-[:FROM_NETWORK]->(n:Network)";

const ALL = "MATCH (r:Review) RETURN r.id AS id";

const TIES = `
MATCH (r:Review) WHERE r.id IN $ids ${TIED}
RETURN r.id AS id, a.key AS accountKey, p.id AS productId, d.key AS deviceKey, n.key AS networkKey`;

/**
 * Every review that shares a product, a device or a network with one of those asked for, and every one of a product that
 * one of their accounts has reviewed: all that a feature may look at. From sets of nodes, each of which is walked once.
 */
const AROUND = `
CALL (accounts, products, devices, networks) {
  UNWIND accounts AS a MATCH (a)-[:WROTE]->(:Review)-[:ABOUT]->(p:Product)
  WITH DISTINCT p MATCH (p)<-[:ABOUT]-(r:Review) RETURN r
  UNION UNWIND products AS p MATCH (p)<-[:ABOUT]-(r:Review) RETURN r
  UNION UNWIND devices AS d MATCH (d)<-[:FROM_DEVICE]-(r:Review) RETURN r
  UNION UNWIND networks AS n MATCH (n)<-[:FROM_NETWORK]-(r:Review) RETURN r
}
RETURN r.id AS id`;

const AROUND_REVIEWS = `
MATCH (r:Review) WHERE r.id IN $ids ${TIED}
WITH collect(DISTINCT a) AS accounts, collect(DISTINCT p) AS products, collect(DISTINCT d) AS devices,
  collect(DISTINCT n) AS networks ${AROUND}`;

const AROUND_TIES = `
CALL () { MATCH (a:Account) WHERE a.key IN $accounts RETURN collect(a) AS accounts }
CALL () { MATCH (p:Product) WHERE p.id IN $products RETURN collect(p) AS products }
CALL () { MATCH (d:Device) WHERE d.key IN $devices RETURN collect(d) AS devices }
CALL () { MATCH (n:Network) WHERE n.key IN $networks RETURN collect(n) AS networks } ${AROUND}`;

const POSITIONS = "MATCH (l:Ledger {id: 1}) RETURN properties(l) AS positions";

/** @throws RetryableError when the graph is away. */
export const readAllIds = (graph: GraphStore): Promise<string[]> =>
  graph.read((transaction) => readIds(transaction, ALL, {}));

/** Those of the reviews that the graph holds. @throws RetryableError when it is away. */
export const readTies = (
  graph: GraphStore,
  ids: readonly string[],
): Promise<readonly (Ties & { readonly id: string })[]> =>
  graph.read(async (transaction) => {
    const { records } = await transaction.run(TIES, { ids });
    return records.map((record) => record.toObject() as unknown as Ties & { id: string });
  });

/** @throws RetryableError when the graph is away. */
export const readIdsAround = (graph: GraphStore, ties: readonly Ties[]): Promise<string[]> => {
  const keysOf = (key: keyof Ties) => [...new Set(ties.map((one) => one[key]))];
  return graph.read((transaction) =>
    readIds(transaction, AROUND_TIES, {
      accounts: keysOf("accountKey"),
      products: keysOf("productId"),
      devices: keysOf("deviceKey"),
      networks: keysOf("networkKey"),
    }),
  );
};

/** How much of the log the graph holds: up to where, by `topic/partition`. */
export type Positions = ReadonlyMap<string, bigint>;

export interface Surroundings {
  /** Of the reviews asked for, and of all around them. */
  readonly ids: readonly string[];
  /** What was applied before was read, and nothing that was not applied before `after`. */
  readonly before: Positions;
  readonly after: Positions;
}

/** @throws RetryableError when the graph is away. */
export const readSurroundings = (graph: GraphStore, ids: readonly string[]): Promise<Surroundings> =>
  graph.read(async (transaction) => {
    const before = await positionsIn(transaction);
    const around = await readIds(transaction, AROUND_REVIEWS, { ids });
    return { ids: around, before, after: await positionsIn(transaction) };
  });

/** @throws RetryableError when the graph is away. */
export const readPositions = (graph: GraphStore): Promise<Positions> => graph.read(positionsIn);

async function positionsIn(transaction: GraphTransaction): Promise<Positions> {
  const { records } = await transaction.run(POSITIONS);
  const properties = (records[0]?.get("positions") ?? {}) as Record<string, number>;
  return new Map(
    Object.entries(properties).flatMap(([place, next]) =>
      place.includes("/") ? [[place, BigInt(next)]] : [],
    ),
  );
}

async function readIds(
  transaction: GraphTransaction,
  statement: string,
  parameters: Record<string, unknown>,
): Promise<string[]> {
  const { records } = await transaction.run(statement, parameters);
  return records.map((record) => record.get(0) as string);
}
