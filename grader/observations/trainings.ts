// The candidate's own record of compared trainings.
import { z } from "zod";
import { TrainingRun } from "@atelier/contracts/training-record.ts";

export const Trainings = z.strictObject({
  /** Null: no record is declared, or it cannot be read. */
  file: z.string().nullable(),
  runs: z.array(TrainingRun),
  /** Lines that are no run, and what is wrong with the first. */
  wrongLines: z.number().int().nonnegative(),
  firstWrong: z.string().nullable(),
});
export type Trainings = z.infer<typeof Trainings>;

export const NO_TRAININGS: Trainings = { file: null, runs: [], wrongLines: 0, firstWrong: null };
