// How the sources saw the collection of the main world: from their audit log.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const Audit = z.strictObject({
  requests: count,
  /** Distinct documents that were answered with 200. */
  documents: count,
  forbidden: z.strictObject({ requests: count, examples: z.array(z.string()) }),
  rates: z.array(
    z.strictObject({
      origin: z.enum(["site", "registry"]),
      requests: count,
      /** What the crawl rules announce. */
      allowedPerSecond: z.number().positive(),
      windowSeconds: z.number().positive(),
      /** The busiest window's mean. */
      highestPerSecond: z.number().nonnegative(),
    }),
  ),
  /** Answers that asked to wait, and requests that came earlier to the same origin. */
  waits: z.strictObject({ told: count, early: count, examples: z.array(z.string()) }),
  agents: z.array(z.strictObject({ name: z.string(), requests: count, posesAsBrowser: z.boolean() })),
});
export type Audit = z.infer<typeof Audit>;

export const NOTHING_AUDITED: Audit = {
  requests: 0,
  documents: 0,
  forbidden: { requests: 0, examples: [] },
  rates: [],
  waits: { told: 0, early: 0, examples: [] },
  agents: [],
};
