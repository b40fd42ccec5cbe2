// Measures of security that the submission says it takes: held against what other parts have seen.
import { z } from "zod";

export const SECURITY_MEASURES = [
  "least-privilege",
  "authentication",
  "secrets-in-environment",
  "pseudonyms",
  "rotation",
] as const;

export const Safeguards = z.strictObject({ claimed: z.array(z.enum(SECURITY_MEASURES)) });
export type Safeguards = z.infer<typeof Safeguards>;

export const NO_SAFEGUARDS: Safeguards = { claimed: [] };
