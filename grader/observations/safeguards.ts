// Measures of security that the submission says it takes, each held against what other parts have seen of it.
import { z } from "zod";

export const SECURITY_MEASURES = [
  "least-privilege",
  "authentication",
  "secrets-in-environment",
  "pseudonyms",
  "rotation",
] as const;

export const Safeguards = z.strictObject({
  claimed: z.array(
    z.strictObject({
      measure: z.enum(SECURITY_MEASURES),
      /** Null: nothing was seen by which to tell. */
      agrees: z.boolean().nullable(),
    }),
  ),
});
export type Safeguards = z.infer<typeof Safeguards>;

export const NO_SAFEGUARDS: Safeguards = { claimed: [] };
