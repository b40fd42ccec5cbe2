// The raw layer of the main world: of each source and kind, which records are there, by their natural ids.
import { z } from "zod";
import { KINDS, SOURCES } from "@atelier/contracts/kinds.ts";

const count = z.number().int().nonnegative();

export const Collected = z.strictObject({
  /** Raw records that could be read. */
  records: count,
  /** Why there were none, or not all. */
  unreadable: z.string().nullable(),
  kinds: z.array(
    z.strictObject({
      source: z.enum(SOURCES),
      kind: z.enum(KINDS),
      /** Distinct ids. */
      expected: count,
      found: count,
      right: count,
      missing: z.array(z.string()),
      extra: z.array(z.string()),
    }),
  ),
});
export type Collected = z.infer<typeof Collected>;

export const NOTHING_COLLECTED: Collected = { records: 0, unreadable: null, kinds: [] };
