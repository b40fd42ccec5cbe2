// `erase` as of another day: before and after the raw layer has grown too old.
import { z } from "zod";

const Measure = z.strictObject({
  rawRecords: z.number().int().nonnegative(),
  rawBytes: z.number().int().nonnegative(),
  /** Rows of all views. */
  rows: z.number().int().nonnegative(),
});
export type RetentionMeasure = z.infer<typeof Measure>;

export const Retention = z.strictObject({
  days: z.number().int().positive(),
  before: Measure,
  /** As of a day on which nothing is old yet. */
  young: Measure,
  /** As of a day on which everything is. */
  old: Measure,
});
export type Retention = z.infer<typeof Retention>;

const NONE: RetentionMeasure = { rawRecords: 0, rawBytes: 0, rows: 0 };
export const NOTHING_RETAINED: Retention = { days: 90, before: NONE, young: NONE, old: NONE };
