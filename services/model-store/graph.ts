// What the graph is asked: which reviews are around others, and how much of the log it holds.
import type { ReviewFact } from "@atelier/model/facts.ts";
import type { GraphStore, GraphTransaction } from "@atelier/platform/neo4j.ts";

/** What a review is tied to. */
export type Ties = Pick<ReviewFact, "accountKey" | "productId" | "deviceKey" | "networkKey">;

const ALL = "MATCH (r:Review) RETURN collect(r.id) AS ids";

const TIES = `
MATCH (r:Review) WHERE r.id IN $ids
MATCH (a:Account)-[:WROTE]->(r)-[:ABOUT]->(p:Product), (r)-[:FROM_DEVICE]->(d:Device), (r)-[:FROM_NETWORK]->(n:Network)
RETURN r.id AS id, a.key AS accountKey, p.id AS productId, d.key AS deviceKey, n.key AS networkKey`;

// Each walks one kind of tie from a set: the graph's memory would not hold all of them at once.
const REVIEWED_BY = `
MATCH (a:Account) WHERE a.key IN $keys MATCH (a)-[:WROTE]->(:Review)-[:ABOUT]->(p:Product)
RETURN collect(DISTINCT p.id) AS ids`;
const ABOUT = `
MATCH (p:Product) WHERE p.id IN $keys MATCH (p)<-[:ABOUT]-(r:Review) RETURN collect(r.id) AS ids`;
const FROM_DEVICES = `
MATCH (d:Device) WHERE d.key IN $keys MATCH (d)<-[:FROM_DEVICE]-(r:Review) RETURN collect(r.id) AS ids`;
const FROM_NETWORKS = `
MATCH (n:Network) WHERE n.key IN $keys MATCH (n)<-[:FROM_NETWORK]-(r:Review) RETURN collect(r.id) AS ids`;

const POSITIONS = "MATCH (l:Ledger {id: 1}) RETURN properties(l) AS positions";

/** @throws RetryableError when the graph is away. */
export const readAllIds = (graph: GraphStore): Promise<string[]> =>
  graph.read((transaction) => readIds(transaction, ALL, []));

type Tied = Ties & { readonly id: string };

/** Those of the reviews that the graph holds. @throws RetryableError when it is away. */
export const readTies = (graph: GraphStore, ids: readonly string[]): Promise<readonly Tied[]> =>
  graph.read((transaction) => tiesIn(transaction, ids));

/**
 * Every review that shares a product, a device or a network with one of those, and every one of a product that one of
 * their accounts has reviewed: all that a feature may look at.
 * @throws RetryableError when the graph is away.
 */
export const readIdsAround = (graph: GraphStore, ties: readonly Ties[]): Promise<string[]> =>
  graph.read((transaction) => idsAround(transaction, ties));

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
    const around = await idsAround(transaction, await tiesIn(transaction, ids));
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

async function tiesIn(transaction: GraphTransaction, ids: readonly string[]): Promise<Tied[]> {
  const { records } = await transaction.run(TIES, { ids });
  return records.map((record) => record.toObject() as unknown as Tied);
}

async function idsAround(transaction: GraphTransaction, ties: readonly Ties[]): Promise<string[]> {
  const keysOf = (key: keyof Ties) => [...new Set(ties.map((one) => one[key]))];
  const reviewed = await readIds(transaction, REVIEWED_BY, keysOf("accountKey"));
  const products = new Set([...reviewed, ...keysOf("productId")]);
  const around = [
    await readIds(transaction, ABOUT, [...products]),
    await readIds(transaction, FROM_DEVICES, keysOf("deviceKey")),
    await readIds(transaction, FROM_NETWORKS, keysOf("networkKey")),
  ];
  return [...new Set(around.flat())];
}

async function readIds(
  transaction: GraphTransaction,
  statement: string,
  keys: readonly string[],
): Promise<string[]> {
  const { records } = await transaction.run(statement, { keys });
  return (records[0]?.get("ids") ?? []) as string[];
}
