// The integrity checks: named queries in files, each of which returns an `example` per violation and says what the
// absence of any proves.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { inTransaction, type PostgresPool } from "@atelier/platform/postgres.ts";
import type { GraphStore } from "@atelier/platform/neo4j.ts";

const FOLDER = fileURLToPath(new URL("integrity", import.meta.url));
const EXAMPLES = 5;

export interface IntegrityResult {
  readonly name: string;
  readonly proves: string;
  readonly violations: number;
  readonly examples: readonly string[];
}

interface Check {
  readonly name: string;
  readonly proves: string;
  readonly query: string;
}

/** The first line of a file is a comment: what the check proves. */
async function readChecks(extension: ".sql" | ".cypher"): Promise<Check[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(extension)).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(`${FOLDER}/${file}`, "utf8");
      const [first = "", ...rest] = text.split("\n");
      return {
        name: file.slice(0, -extension.length),
        proves: first.replace(/^(--|\/\/) */, ""),
        query: rest.join("\n").trim().replace(/;$/, ""),
      };
    }),
  );
}

/** Runs the relational checks in one snapshot, and keeps what they found in `store.integrity`. */
export async function checkPostgres(pool: PostgresPool, now: Date): Promise<IntegrityResult[]> {
  const checks = await readChecks(".sql");
  return inTransaction(pool, async (client) => {
    await client.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const results: IntegrityResult[] = [];
    for (const { name, proves, query } of checks) {
      const { rows } = await client.query<{ violations: number; examples: string[] }>(
        `WITH violation AS (${query})
         SELECT count(*)::int AS violations,
           ARRAY(SELECT example::text FROM violation ORDER BY 1 LIMIT ${EXAMPLES}) AS examples
         FROM violation`,
      );
      const [found] = rows;
      results.push({ name, proves, violations: found?.violations ?? 0, examples: found?.examples ?? [] });
    }
    await client.query(
      `INSERT INTO store.integrity (name, proves, violations, examples, checked_at)
         SELECT name, proves, violations, ARRAY(SELECT json_array_elements_text(examples)), $2
         FROM json_to_recordset($1) AS r(name text, proves text, violations bigint, examples json)
         ON CONFLICT (name) DO UPDATE SET proves = EXCLUDED.proves, violations = EXCLUDED.violations,
           examples = EXCLUDED.examples, checked_at = EXCLUDED.checked_at`,
      [JSON.stringify(results), now],
    );
    return results;
  });
}

export async function checkNeo4j(graph: GraphStore): Promise<IntegrityResult[]> {
  const checks = await readChecks(".cypher");
  return graph.read(async (transaction) => {
    const results: IntegrityResult[] = [];
    for (const { name, proves, query } of checks) {
      const { records } = await transaction.run(
        `CALL { ${query} } RETURN count(*) AS violations, collect(example)[..${EXAMPLES}] AS examples`,
      );
      const [found] = records;
      results.push({
        name,
        proves,
        violations: Number(found?.get("violations") ?? 0),
        examples: (found?.get("examples") ?? []) as string[],
      });
    }
    return results;
  });
}
