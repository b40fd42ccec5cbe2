// The ledger of forgotten persons as this process sees it: read anew in every transaction, but only what came since.
// Whoever adds to it holds the lock alone, whoever writes rows holds it shared: no row can slip in beside an erasure.
import type { PostgresClient } from "@atelier/platform/postgres.ts";

const LEDGER_LOCK = 7_001;

export interface Ledger {
  /** Locks the ledger until the transaction ends, and makes `has` true to what was committed before. */
  open(client: PostgresClient, mode: "shared" | "exclusive"): Promise<void>;
  has(subject: string): boolean;
}

export function createLedger(): Ledger {
  const subjects = new Set<string>();
  let seen = "0";
  return {
    async open(client, mode) {
      await client.query(
        mode === "shared" ? "SELECT pg_advisory_xact_lock_shared($1)" : "SELECT pg_advisory_xact_lock($1)",
        [LEDGER_LOCK],
      );
      const { rows } = await client.query<{ subject: string; seq: string }>({
        name: "ledger",
        text: "SELECT subject, seq FROM store.forgotten WHERE seq > $1 ORDER BY seq",
        values: [seen],
      });
      for (const { subject, seq } of rows) {
        subjects.add(subject);
        seen = seq;
      }
    },
    // Asking an empty set would still hash the text.
    has: (subject) => subjects.size > 0 && subjects.has(subject),
  };
}

/** Adds to the ledger; the caller holds it exclusively. */
export async function addForgotten(
  client: PostgresClient,
  persons: readonly { subject: string; reason: string; at: string }[],
): Promise<void> {
  await client.query(
    `INSERT INTO store.forgotten (subject, reason, at)
       SELECT DISTINCT ON (subject) subject, reason, at
       FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS p(subject, reason, at)
       ORDER BY subject, at
       ON CONFLICT DO NOTHING`,
    [persons.map((p) => p.subject), persons.map((p) => p.reason), persons.map((p) => p.at)],
  );
}
