// What passes between the grader and its worker, which alone is in the network of the grade: one document in, JSON lines out.
import { z } from "zod";
import { Submission } from "@atelier/contracts/submission.ts";
import { Absence, Observations } from "../observations.ts";
import { Told } from "../told.ts";

/** On standard input, so that the secret is in no argument, variable or file. */
export const Assignment = z.strictObject({
  submission: Submission,
  /** The exam's: 64 hexadecimal characters. */
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of a bounded size: the submission's files in `work`, as its commands see and change them. */
  disk: z.string(),
  stateDir: z.string(),
  cacheDir: z.string().optional(),
  /** All, where it is not given. */
  only: z.array(Observations.keyof()).optional(),
  scales: z.strictObject({ main: z.number().positive(), live: z.number().positive() }),
});
export type Assignment = z.infer<typeof Assignment>;

export const WorkerMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("note"), what: Told }),
  z.strictObject({
    type: z.literal("done"),
    observations: Observations,
    absences: z.array(Absence),
  }),
  /** The machine lacks something: no grade. */
  z.strictObject({ type: z.literal("refused"), code: z.string(), message: z.string() }),
]);
export type WorkerMessage = z.infer<typeof WorkerMessage>;
