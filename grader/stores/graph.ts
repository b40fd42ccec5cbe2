// A candidate's Neo4j as the grader reads it: sessions that only read, bounded in time and rows, integers as numbers.
import neo4j from "neo4j-driver";
import type { Connections } from "@atelier/engines/engine.ts";
import { refusal, StoreRefusal } from "./sql-session.ts";

export interface GraphStore {
  /** Values of each row in the order of its columns. @throws StoreRefusal */
  rows(cypher: string, parameters?: Readonly<Record<string, unknown>>): AsyncIterable<readonly unknown[]>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 60_000;
const MAX_ROWS = 2_000_000;

/** @throws StoreRefusal when it does not let us in */
export async function openGraphStore(credentials: Connections["neo4j"]): Promise<GraphStore> {
  const driver = neo4j.driver(credentials.url, neo4j.auth.basic(credentials.username, credentials.password), {
    disableLosslessIntegers: true,
    connectionAcquisitionTimeout: 10_000,
  });
  await driver.verifyConnectivity().catch(async (error: unknown) => {
    await driver.close();
    throw refusal(error);
  });
  return {
    async *rows(cypher, parameters = {}) {
      const session = driver.session({ defaultAccessMode: "READ", fetchSize: 5000 });
      // The server ends the transaction; that the client also gives up is for a server that does not.
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        void session.close();
      }, TIMEOUT_MS * 1.5);
      let count = 0;
      try {
        for await (const record of session.run(cypher, parameters, { timeout: TIMEOUT_MS })) {
          count += 1;
          if (count > MAX_ROWS) throw new StoreRefusal(`more than ${MAX_ROWS} rows`);
          yield [...record.values()];
        }
      } catch (error) {
        throw late ? new StoreRefusal("no whole answer in time", { cause: error }) : refusal(error);
      } finally {
        clearTimeout(timer);
        await session.close().catch(() => undefined);
      }
    },
    close: () => driver.close(),
  };
}

const NAME = /^[\p{L}_][\p{L}\p{N}_ -]*$/u;

/** A label or a type as Cypher reads it. @throws StoreRefusal for what is no plain name: no query is made of it */
export function quoteName(name: string): string {
  if (!NAME.test(name)) throw new StoreRefusal(`${name} is no name of a label or a relationship`);
  return `\`${name}\``;
}

/** The contract's query with the candidate's own names of labels and types in place of the contract's. */
export function withNames(cypher: string, names: Readonly<Record<string, string>>): string {
  return cypher.replaceAll(/:([A-Za-z_]+)/g, (_, name: string) => `:${quoteName(names[name] ?? name)}`);
}
