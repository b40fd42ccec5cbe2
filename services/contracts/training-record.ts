// The record of compared trainings that a submission keeps: one JSON object a line, in the file that `model.runs` names.
import { z } from "zod";

export const TrainingRun = z.object({
  run: z.string().min(1).max(100).describe("Name of the training."),
  sample: z
    .string()
    .min(1)
    .max(200)
    .describe("What it was evaluated on: a name or a hash. Only the same sample can be compared."),
  prAuc: z.number().min(0).max(1).describe("Area under the precision-recall curve, on that sample."),
  seed: z.union([z.number(), z.string().max(100)]).describe("What its chance began with."),
  parameters: z.record(z.string(), z.unknown()).default({}).describe("What was chosen for it."),
  cpuSeconds: z.number().nonnegative().optional().describe("What it cost: for a before and after."),
  chosen: z.boolean().default(false).describe("True of the one that `train` makes: exactly one."),
});
export type TrainingRun = z.infer<typeof TrainingRun>;
