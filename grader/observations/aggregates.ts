// The view of aggregates of the main world, held against what the truth adds up to.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const Aggregates = z.strictObject({
  expected: count,
  found: count,
  /** Rows of the truth that are there, with every figure right. */
  right: count,
  /** Rows that the truth does not have, or that come twice. */
  unexpected: count,
  example: z.string().nullable(),
  unreadable: z.string().nullable(),
});
export type Aggregates = z.infer<typeof Aggregates>;

export const NOTHING_AGGREGATED: Aggregates = {
  expected: 0,
  found: 0,
  right: 0,
  unexpected: 0,
  example: null,
  unreadable: null,
};
