// Dead letters to rows: pointers and reasons, for the quality views.
import type { DeadLetter } from "@atelier/contracts/clean.ts";
import type { PostgresClient } from "@atelier/platform/postgres.ts";

const REJECTS = `INSERT INTO store.rejects AS t
    (kind, pointer, source, hash, rule, reason, observed_at, version, subjects)
  SELECT DISTINCT ON (kind, pointer) kind, pointer, source, hash, rule, reason, "observedAt", coalesce(version, 0),
    subjects
  FROM json_to_recordset($1::json) AS m(kind text, pointer text, source text, hash text, rule text, reason text,
    "observedAt" timestamptz, version bigint, subjects text[])
  ORDER BY kind, pointer, version DESC NULLS LAST
  ON CONFLICT (kind, pointer) DO UPDATE SET source = EXCLUDED.source, hash = EXCLUDED.hash, rule = EXCLUDED.rule,
    reason = EXCLUDED.reason, observed_at = EXCLUDED.observed_at, version = EXCLUDED.version,
    subjects = EXCLUDED.subjects
  WHERE EXCLUDED.version >= t.version`;

export async function writeRejects(client: PostgresClient, letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  await client.query({ name: "rejects", text: REJECTS, values: [JSON.stringify(letters)] });
}
