// The integrity checks: named queries in files, each of which returns an `example` per violation, says what the absence of any
// proves, and names the class of what it looks for and where: `inconsistent: orders`.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CONTROL_CLASSES, type ControlClass } from "@atelier/contracts/controls.ts";
import { inTransaction, type PostgresPool } from "@atelier/platform/postgres.ts";
import type { GraphStore } from "@atelier/platform/neo4j.ts";

const FOLDER = fileURLToPath(new URL("integrity", import.meta.url));
const EXAMPLES = 5;

export interface IntegrityResult {
  readonly name: string;
  readonly proves: string;
  readonly class: ControlClass;
  readonly subject: string;
  readonly violations: number;
  readonly examples: readonly string[];
}

type Check = Pick<IntegrityResult, "name" | "proves" | "class" | "subject"> & { readonly query: string };

/** The first line of a file is a comment that says what the check proves, the second one its class and subject. */
async function readChecks(extension: ".sql" | ".cypher"): Promise<Check[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(extension)).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(`${FOLDER}/${file}`, "utf8");
      const [proves = "", kind = "", ...rest] = text
        .split("\n")
        .map((line) => line.replace(/^(--|\/\/) */, ""));
      const [word = "", subject = ""] = kind.split(": ");
      const known = CONTROL_CLASSES.find((one) => one === word);
      if (!known || subject === "") throw new Error(`${file} does not say its class and subject`);
      return {
        name: file.slice(0, -extension.length),
        proves,
        class: known,
        subject,
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
    for (const { query, ...check } of checks) {
      const { rows } = await client.query<{ violations: number; examples: string[] }>(
        `WITH violation AS (${query})
         SELECT count(*)::int AS violations,
           ARRAY(SELECT example::text FROM violation ORDER BY 1 LIMIT ${EXAMPLES}) AS examples
         FROM violation`,
      );
      const [found] = rows;
      results.push({ ...check, violations: found?.violations ?? 0, examples: found?.examples ?? [] });
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
    for (const { query, ...check } of checks) {
      const { records } = await transaction.run(
        `CALL { ${query} } RETURN count(*) AS violations, collect(example)[..${EXAMPLES}] AS examples`,
      );
      const [found] = records;
      results.push({
        ...check,
        violations: Number(found?.get("violations") ?? 0),
        examples: (found?.get("examples") ?? []) as string[],
      });
    }
    return results;
  });
}
