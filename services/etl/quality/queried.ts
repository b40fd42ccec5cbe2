// A control that is one query of the relational store.
import type { QualityReport } from "@atelier/contracts/controls.ts";
import type { PostgresClient } from "@atelier/platform/postgres.ts";

export type Control = QualityReport["controls"][number];

export interface Queried extends Pick<Control, "name" | "class" | "subject"> {
  /** One row a violation, with its `example`. */
  readonly query: string;
}

export const MOST_EXAMPLES = 5;

export async function runQueried(client: PostgresClient, { query, ...control }: Queried): Promise<Control> {
  const { rows } = await client.query<{ violations: number; examples: string[] }>(
    `WITH violation AS (${query})
     SELECT count(*)::int AS violations,
       ARRAY(SELECT left(example, 200) FROM violation ORDER BY 1 LIMIT ${MOST_EXAMPLES}) AS examples
     FROM violation`,
  );
  return { ...control, violations: rows[0]?.violations ?? 0, examples: rows[0]?.examples ?? [] };
}

/** A control over ids that are missing. */
export const missingIds = (
  control: Pick<Control, "name" | "class" | "subject">,
  missing: readonly string[],
): Control => ({
  ...control,
  violations: missing.length,
  examples: missing.slice(0, MOST_EXAMPLES).map((id) => id.slice(0, 200)),
});
