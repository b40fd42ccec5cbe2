// What a second `load` does to the stores of the live world, first with nothing new, then after the world has grown.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const RerunView = z.strictObject({
  view: z.string(),
  before: count,
  after: count,
  /** Rows that came, went or changed although no source did. */
  appeared: count,
  vanished: count,
  example: z.string().nullable(),
});

export const Rerun = z.strictObject({
  declared: z.enum(["full", "incremental", "stream"]).nullable(),
  again: z.strictObject({
    code: z.number().int().nullable(),
    views: z.array(RerunView),
    /** Rows of base tables, by their version in the engine. Null: an engine that shows none. */
    physical: z.strictObject({ before: count, untouched: count }).nullable(),
  }),
  /** After a tick, `collect` and `load`. Null: raw records were supplied, so that there is nothing new. */
  grown: z
    .strictObject({
      code: z.number().int().nullable(),
      /** Rows that the truth has gained, in the views that a tick adds to. */
      gained: count,
      found: count,
      example: z.string().nullable(),
      /** Keys that are in a view twice. */
      twice: count,
      physical: z.strictObject({ before: count, untouched: count }).nullable(),
    })
    .nullable(),
});
export type Rerun = z.infer<typeof Rerun>;

export const NOTHING_RERUN: Rerun = {
  declared: null,
  again: { code: null, views: [], physical: null },
  grown: null,
};
