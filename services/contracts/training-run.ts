// The record of compared trainings that submission.yaml names under `model.runs`: one JSON line a training.
import { z } from "zod";

export const TrainingRun = z.object({
  name: z.string().min(1).max(100),
  seed: z.number().int(),
  /** Names the test sample: two runs are compared where it is the same. */
  sample: z.string().min(1).max(200),
  parameters: z.record(z.string(), z.unknown()),
  prAuc: z.number().min(0).max(1),
  f1: z.number().min(0).max(1).nullable(),
  cpuSeconds: z.number().nonnegative(),
  /** The one that `train` makes again. */
  chosen: z.boolean(),
});
export type TrainingRun = z.infer<typeof TrainingRun>;
