// The integrity checks of both stores, once.
import { PermanentError } from "@atelier/platform/errors.ts";
import { connectNeo4j } from "@atelier/platform/neo4j.ts";
import type { ConfigOf } from "../config.ts";
import { checkNeo4j, checkPostgres } from "../integrity.ts";
import { postgresOf } from "./postgres-pool.ts";
import { neo4jOf, type Deps } from "./role.ts";

/** @throws PermanentError naming the checks that found something. */
export async function runChecks(config: ConfigOf<"checks">, { print }: Deps): Promise<void> {
  const pool = postgresOf(config, 1);
  const graph = connectNeo4j(neo4jOf(config));
  try {
    const checks = [...(await checkPostgres(pool, new Date())), ...(await checkNeo4j(graph))];
    print(JSON.stringify({ checks }));
    const violated = checks.filter(({ violations }) => violations > 0);
    if (violated.length > 0) {
      throw new PermanentError("integrity", `Violated: ${violated.map(({ name }) => name).join(", ")}`);
    }
  } finally {
    await pool.end();
    await graph.close();
  }
}
