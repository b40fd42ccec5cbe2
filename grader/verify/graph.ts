// What the graph must hold, derived from the truth's reviews, products and sellers, and the queries that read it.
import type { ViewRow } from "@atelier/contracts/views.ts";
import { mapRows, type Row } from "./compare.ts";

/** What the graph is derived from. */
export interface Relations {
  readonly sellers: readonly ViewRow<"sellers">[];
  readonly products: readonly ViewRow<"products">[];
  readonly reviews: readonly ViewRow<"reviews">[];
}

interface GraphPart {
  readonly name: string;
  readonly type: "node" | "relationship";
  readonly cypher: string;
  readonly key: readonly string[];
  readonly expected: (from: Relations) => Iterable<Row>;
  /** From what the query gives to what is compared. */
  readonly read?: (row: Row) => Row;
}

export const GRAPH_PARTS: readonly GraphPart[] = [
  {
    name: "Seller",
    type: "node",
    cypher: "MATCH (n:Seller) RETURN n.id AS id",
    key: ["id"],
    expected: (from) => mapRows(from.sellers, (row) => ({ id: row.seller_id })),
  },
  {
    name: "Product",
    type: "node",
    cypher: "MATCH (n:Product) RETURN n.id AS id",
    key: ["id"],
    expected: (from) => mapRows(from.products, (row) => ({ id: row.product_id })),
  },
  {
    name: "Account",
    type: "node",
    cypher: "MATCH (n:Account) RETURN n.key AS key",
    key: ["key"],
    expected: (from) => distinct(from, "author_key"),
  },
  {
    name: "Device",
    type: "node",
    cypher: "MATCH (n:Device) RETURN n.key AS key",
    key: ["key"],
    expected: (from) => distinct(from, "device_key"),
  },
  {
    name: "Network",
    type: "node",
    cypher: "MATCH (n:Network) RETURN n.key AS key",
    key: ["key"],
    expected: (from) => distinct(from, "network_key"),
  },
  {
    name: "Review",
    type: "node",
    cypher: "MATCH (n:Review) RETURN n.id AS id, n.rating AS rating, toString(n.at) AS at",
    key: ["id"],
    expected: (from) =>
      mapRows(from.reviews, (row) => ({
        id: row.review_id,
        rating: row.rating,
        at: row.written_at,
      })),
    // A date-time or its text: the instant is what counts.
    read: (row) => ({ ...row, at: new Date(String(row["at"])).toISOString() }),
  },
  {
    name: "WROTE",
    type: "relationship",
    cypher: "MATCH (a:Account)-[:WROTE]->(r:Review) RETURN a.key AS from, r.id AS to",
    key: ["from", "to"],
    expected: (from) => mapRows(from.reviews, (row) => ({ from: row.author_key, to: row.review_id })),
  },
  {
    name: "ABOUT",
    type: "relationship",
    cypher: "MATCH (r:Review)-[:ABOUT]->(p:Product) RETURN r.id AS from, p.id AS to",
    key: ["from", "to"],
    expected: (from) => mapRows(from.reviews, (row) => ({ from: row.review_id, to: row.product_id })),
  },
  {
    name: "FROM_DEVICE",
    type: "relationship",
    cypher: "MATCH (r:Review)-[:FROM_DEVICE]->(d:Device) RETURN r.id AS from, d.key AS to",
    key: ["from", "to"],
    expected: (from) => mapRows(from.reviews, (row) => ({ from: row.review_id, to: row.device_key })),
  },
  {
    name: "FROM_NETWORK",
    type: "relationship",
    cypher: "MATCH (r:Review)-[:FROM_NETWORK]->(n:Network) RETURN r.id AS from, n.key AS to",
    key: ["from", "to"],
    expected: (from) => mapRows(from.reviews, (row) => ({ from: row.review_id, to: row.network_key })),
  },
  {
    name: "SELLS",
    type: "relationship",
    cypher: "MATCH (s:Seller)-[:SELLS]->(p:Product) RETURN s.id AS from, p.id AS to",
    key: ["from", "to"],
    expected: (from) => mapRows(from.products, (row) => ({ from: row.seller_id, to: row.product_id })),
  },
];

function distinct(from: Relations, column: "author_key" | "device_key" | "network_key"): Iterable<Row> {
  const keys = new Set<string>();
  for (const row of from.reviews) keys.add(row[column]);
  return mapRows(keys, (key) => ({ key }));
}
