// All that a grade has observed of a submission, truth already held against it: what is judged, as often as wanted, with the
// same result. Each part is filled by the phase of its name.
import { z } from "zod";
import { Told } from "./told.ts";
import { Preparation } from "./observations/preparation.ts";

/** Why a part is absent, and by whose fault. */
export const Absence = z.strictObject({
  part: z.string(),
  /** `grader`: also an engine that does not implement something, a missing tool. */
  fault: z.enum(["submission", "grader"]),
  reason: Told,
});
export type Absence = z.infer<typeof Absence>;

export const Observations = z
  .strictObject({
    /** Commands that were run, in order. */
    preparation: Preparation,
  })
  .partial();
export type Observations = z.infer<typeof Observations>;
export type Part = keyof Observations;
