// Constraints of the graph: each is also the index by which nodes are found. Safe to run at every start.
import type { GraphStore } from "@atelier/platform/neo4j.ts";

const KEYS = [
  ["Seller", "id"],
  ["Product", "id"],
  ["Review", "id"],
  ["Account", "key"],
  ["Device", "key"],
  ["Network", "key"],
  ["Forgotten", "key"],
  ["Ledger", "id"],
] as const;

export async function setUpNeo4j(graph: GraphStore): Promise<void> {
  for (const [label, property] of KEYS) {
    const name = `${label.toLowerCase()}_${property}`;
    await graph.run(
      `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`,
    );
  }
}
