// Reads the graph as relations: each label and each relationship type is a set of rows.
import neo4j from "neo4j-driver";
import type { Row } from "./compare.ts";

export interface GraphReader {
  /** Runs a read query; integers arrive as numbers. */
  rows(cypher: string): AsyncIterable<Row>;
  close(): Promise<void>;
}

export async function connectGraphReader(
  url: string,
  credentials: { readonly username: string; readonly password: string },
): Promise<GraphReader> {
  const driver = neo4j.driver(url, neo4j.auth.basic(credentials.username, credentials.password), {
    disableLosslessIntegers: true,
  });
  await driver.verifyConnectivity();
  return {
    async *rows(cypher) {
      const session = driver.session({ defaultAccessMode: "READ", fetchSize: 5000 });
      try {
        for await (const record of session.run(cypher)) yield record.toObject();
      } finally {
        await session.close();
      }
    },
    close: () => driver.close(),
  };
}
