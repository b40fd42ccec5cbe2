// Whether pages that have not changed were fetched whole again, as the live world went on.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const Revisits = z.strictObject({
  /** Requests for documents after the world had changed. */
  laterRequests: count,
  /** Detail pages that never changed and were fetched. */
  unchanged: count,
  /** Of these, fetched whole more than once. */
  fetchedAgain: count,
  examples: z.array(z.string()),
});
export type Revisits = z.infer<typeof Revisits>;

export const NOTHING_REVISITED: Revisits = { laterRequests: 0, unchanged: 0, fetchedAgain: 0, examples: [] };
