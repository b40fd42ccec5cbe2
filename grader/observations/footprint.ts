// Measures that limit the footprint, as claimed, and how the sources saw the collection of the live world.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const FOOTPRINT_MEASURES = ["conditional-requests", "caching", "compression", "retention"] as const;

export const Footprint = z.strictObject({
  claimed: z.array(z.enum(FOOTPRINT_MEASURES)),
  /** Of documents that the sources compress for whoever accepts it. */
  compression: z.strictObject({ answers: count, compressed: count }),
  /** The first collection: documents, and how many of them were fetched whole more than once. */
  caching: z.strictObject({ documents: count, fetchedAgain: count, example: z.string().nullable() }),
  /** Requests for documents that an earlier tick had already given. */
  revisits: z.strictObject({ requests: count, conditional: count, notModified: count }),
});
export type Footprint = z.infer<typeof Footprint>;

export const NO_FOOTPRINT: Footprint = {
  claimed: [],
  compression: { answers: 0, compressed: 0 },
  caching: { documents: 0, fetchedAgain: 0, example: null },
  revisits: { requests: 0, conditional: 0, notModified: 0 },
};
