// What humans have decided, in a file of its own that no grade writes: a regrade finds it as it was.
import { z } from "zod";
import { ITEMS } from "../items.ts";
import { JuryMark, Signature } from "../sheet.ts";

export const JuryMarks = z.strictObject({
  version: z.literal(1),
  /** The fingerprint of the submission that was looked at. */
  submission: z.string(),
  marks: z.partialRecord(z.enum(ITEMS), JuryMark),
  /** Absent until someone answers for the whole sheet. */
  signature: Signature.optional(),
});
export type JuryMarks = z.infer<typeof JuryMarks>;
