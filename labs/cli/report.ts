// The result of a run: what `--json` prints on its last line, and what the summary shows.
import { z } from "zod";
import { Verdict } from "@atelier/grader/verify/verdict.ts";
import { DECOY_GROUPS } from "@atelier/world/review-plan.ts";

const count = z.number().int().nonnegative();

export const RunReport = z.object({
  ok: z.boolean(),
  seed: z.string(),
  scale: z.number(),
  seconds: z.number(),
  stages: z.array(z.object({ name: z.string(), seconds: z.number() })),
  /** CPU is user + system; memory is the peak resident set. */
  processes: z.array(z.object({ name: z.string(), cpuSeconds: z.number(), peakMemoryMb: z.number() })),
  ...Verdict.shape,
  /**
   * Of the model, held against the truth of the reviews that no moderator has labelled; null in a world with too few
   * labels to train on. Never part of `ok`.
   */
  model: z
    .object({
      version: z.string(),
      prAuc: z.number(),
      /** The best rule on one feature, on the test part of the labelled reviews, and the model on the same part. */
      bestRule: z.object({ name: z.string(), prAuc: z.number() }),
      testPrAuc: z.number(),
      precision: z.number(),
      recall: z.number(),
      /** Shares of honest reviews that are flagged: those that look like fraud, and all others. */
      accusedDecoys: z.number(),
      accusedByGroup: z.array(z.object({ group: z.enum(DECOY_GROUPS), accused: z.number() })),
      accusedOthers: z.number(),
      trainingSeconds: z.number(),
      energyJoules: z.number(),
      gramsCo2e: z.number(),
    })
    .nullable(),
  /** Reviews that the stream scored, and those of them that the API was asked for; null without a model. */
  serving: z.object({ scored: count, asked: count, different: count }).nullable(),
});
export type RunReport = z.infer<typeof RunReport>;
