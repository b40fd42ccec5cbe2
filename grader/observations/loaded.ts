// What the stores hold of the main world, held against the truth row by row: read once, judged by many.
import { z } from "zod";
import { RULE_IDS } from "@atelier/contracts/rules.ts";

const count = z.number().int().nonnegative();

export const RowDifference = z.strictObject({
  what: z.enum(["missing", "unexpected", "twice", "different"]),
  key: z.string(),
  /** For `different`: the columns that differ, expected then found. */
  detail: z.string().optional(),
});
export type RowDifference = z.infer<typeof RowDifference>;

export const ComparedRows = z.strictObject({
  /** A view, a collection, a label, a type of relationship: the contract's name. */
  name: z.string(),
  expected: count,
  found: count,
  missing: count,
  unexpected: count,
  /** Keys that are there more than once: each further row. */
  twice: count,
  different: count,
  /** A few of each sort. */
  examples: z.array(RowDifference),
  /** Why it could not be read, in the engine's own words. */
  unreadable: z.string().nullable(),
});
export type ComparedRows = z.infer<typeof ComparedRows>;

export const ComparedColumn = z.strictObject({
  name: z.string(),
  /** Rows of the truth. */
  rows: count,
  /** Of these, rows that the store has and whose column is right. */
  right: count,
  example: z.string().nullable(),
});

export const ComparedView = ComparedRows.extend({ columns: z.array(ComparedColumn) });
export type ComparedView = z.infer<typeof ComparedView>;

export const Loaded = z.strictObject({
  /** The views of the contract. */
  views: z.array(ComparedView),
  /** Texts of reviews, and files. */
  documents: z.array(ComparedRows),
  graph: z.array(ComparedRows.extend({ type: z.enum(["node", "relationship"]) })),
  /** Rows of a view whose parent is in no row of another. */
  orphans: z.array(
    z.strictObject({
      child: z.string(),
      parent: z.string(),
      rows: count,
      orphans: count,
      example: z.string().nullable(),
    }),
  ),
  /** Each class of injected defect. */
  defects: z.array(
    z.strictObject({
      rule: z.enum(RULE_IDS),
      outcome: z.enum(["repaired", "rejected"]),
      injected: count,
      handled: count,
      /** Records that were sound and that the rule was said to apply to: of the views `repairs` and `rejects`. */
      wronglyApplied: count,
      /** Natural id of one that was not handled. */
      example: z.string().nullable(),
      wrongExample: z.string().nullable(),
    }),
  ),
});
export type Loaded = z.infer<typeof Loaded>;

export const NOTHING_LOADED: Loaded = { views: [], documents: [], graph: [], orphans: [], defects: [] };
