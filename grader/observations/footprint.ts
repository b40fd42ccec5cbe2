// Measures that limit the footprint, as claimed, and what the sources and the raw layer of the live world have seen of them.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const FOOTPRINT_MEASURES = ["conditional-requests", "caching", "compression", "retention"] as const;

export const Footprint = z.strictObject({
  claimed: z.array(z.enum(FOOTPRINT_MEASURES)),
  /** Answers with a body, and those that were sent compressed because the request allowed it. */
  compression: z.strictObject({ answers: count, compressed: count }),
  /** At tick 0: documents, and those that were fetched whole again. */
  caching: z.strictObject({ documents: count, fetchedAgain: count, example: z.string().nullable() }),
  /** Later requests for what had been given before, by condition, and answered with "not modified". */
  revisits: z.strictObject({ requests: count, conditional: count, notModified: count }),
  /** Raw records before, while all are young, and when all are too old. Null: nothing was seen of it. */
  retention: z.strictObject({ before: count, young: count, old: count }).nullable(),
});
export type Footprint = z.infer<typeof Footprint>;

export const NO_FOOTPRINT: Footprint = {
  claimed: [],
  compression: { answers: 0, compressed: 0 },
  caching: { documents: 0, fetchedAgain: 0, example: null },
  revisits: { requests: 0, conditional: 0, notModified: 0 },
  retention: null,
};
