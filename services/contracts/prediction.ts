// What the model says of a review, as it travels in the log.
import { z } from "zod";

/** Value of a record on `predictions`; its key is the review's id. A null value is a tombstone: the review is gone. */
export const PredictionRecord = z.object({
  reviewId: z.string(),
  modelVersion: z.string(),
  score: z.number().min(0).max(1),
  flagged: z.boolean(),
  scoredAt: z.iso.datetime(),
});
export type PredictionRecord = z.infer<typeof PredictionRecord>;
