// What one training has cost: measured, so that two trainings of one version differ. Never part of what a version is.
import { z } from "zod";

const amount = z.number().nonnegative();

export const TrainingCost = z.object({
  seconds: amount,
  cpuSeconds: amount,
  energyJoules: amount,
  gramsCo2e: amount,
  /** The features of a review and its score, a thousand times. */
  joulesPerThousandPredictions: amount,
  /** By the processor's own meter, which counts whatever the machine does meanwhile, or by processor time. */
  energyBy: z.enum(["meter", "processor-time"]),
  peakRssBytes: amount.int(),
  modelBytes: amount.int(),
});
export type TrainingCost = z.infer<typeof TrainingCost>;
