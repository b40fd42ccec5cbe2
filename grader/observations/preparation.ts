// The commands of a submission as they ran: stages that end by themselves, on the world of the main load.
import { z } from "zod";
import { STAGES } from "@atelier/contracts/submission.ts";

export const RunCommand = z.strictObject({
  stage: z.enum(STAGES),
  /** Null: the submission has no such command. */
  code: z.number().int().nullable(),
  ended: z.enum(["exited", "time", "memory", "output", "disk", "stopped", "absent"]),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMemoryBytes: z.number(),
  /** Last words, cleaned of control characters. */
  lastWords: z.string(),
});
export type RunCommand = z.infer<typeof RunCommand>;

export const Preparation = z.strictObject({
  commands: z.array(RunCommand),
  /** Stages from which on the grader supplied what an earlier one should have left. */
  restarts: z.array(z.enum(STAGES)),
});
export type Preparation = z.infer<typeof Preparation>;

export const NOTHING_PREPARED: Preparation = { commands: [], restarts: [] };
