// How the stores of the main world are built: what stands behind the views, what is enforced, what is indexed.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const Structure = z.strictObject({
  views: z.array(
    z.strictObject({
      name: z.string(),
      present: z.boolean(),
      missingColumns: z.array(z.string()),
      /** Columns whose type cannot hold the values well: money as a float, an instant without a zone. */
      poorTypes: z.array(z.string()),
      /** Rows that the reader sees, and rows that another role of the same rights sees. */
      rows: count,
      sameForOthers: z.boolean(),
      /** Base tables that are declared for it and exist. */
      tables: z.array(z.string()),
      missingTables: z.array(z.string()),
      /** The view shows what is in them: emptied in a transaction that is undone, they empty the view. Null: not tried. */
      follows: z.boolean().nullable(),
    }),
  ),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      hasKey: z.boolean(),
      notNullColumns: count,
      checks: count,
      foreignKeys: count,
    }),
  ),
  /** Invalid rows that were tried, in transactions that were undone. */
  invalid: z.array(
    z.strictObject({
      view: z.string(),
      what: z.enum(["key-missing", "key-twice", "out-of-range", "parent-unknown"]),
      outcome: z.enum(["refused", "absent", "shown", "untried"]),
      detail: z.string(),
    }),
  ),
  documents: z.array(z.strictObject({ collection: z.string(), documents: count, indexed: z.boolean() })),
  graph: z.array(z.strictObject({ label: z.string(), nodes: count, constrained: z.boolean() })),
});
export type Structure = z.infer<typeof Structure>;

export const NOTHING_BUILT: Structure = { views: [], tables: [], invalid: [], documents: [], graph: [] };
