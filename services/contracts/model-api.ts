// Bodies of the model's API, in its own words and in those of a submission that is asked the same.
import { z } from "zod";
import { Pseudonym } from "./pseudonym.ts";

export const FEATURE_COUNT = 64;
export const MOST_ITEMS = 1000;
const MOST_CHARACTERS = 20_000;

const id = z.string().min(1).max(64);

/** One item: features that somebody else has made, a review that the stores hold, or one that they do not. */
export const PredictionItem = z.union([
  z.strictObject({ features: z.array(z.number()).length(FEATURE_COUNT) }),
  z.strictObject({ reviewId: id }),
  z.strictObject({
    review: z.strictObject({
      productId: id,
      accountKey: Pseudonym,
      deviceKey: Pseudonym,
      networkKey: Pseudonym,
      rating: z.number().int().min(1).max(5),
      text: z.string().max(MOST_CHARACTERS),
      writtenAt: z.iso.datetime(),
    }),
  }),
]);
export type PredictionItem = z.infer<typeof PredictionItem>;

export const PredictionsRequest = z.strictObject({ items: z.array(PredictionItem).min(1).max(MOST_ITEMS) });
export type PredictionsRequest = z.infer<typeof PredictionsRequest>;

/** In the order of the items. */
export const PredictionsResponse = z.object({
  modelVersion: z.string(),
  predictions: z.array(z.object({ score: z.number().min(0).max(1), flagged: z.boolean() })),
});

export const ModelResponse = z.object({
  version: z.string(),
  features: z.array(z.string()),
  threshold: z.number(),
  /** What it was trained with, and what computes its scores here. */
  backend: z.object({ training: z.string(), serving: z.string() }),
  metrics: z.record(z.string(), z.unknown()),
  versions: z.array(z.string()),
});

export const TrainingRequest = z.strictObject({
  /** Equal data and seed give an equal model. */
  seed: z.string().min(1).max(64).default("atelier"),
  /** Whether the new version goes into use at once. */
  activate: z.boolean().default(false),
});
export type TrainingRequest = z.infer<typeof TrainingRequest>;

export const TrainingJob = z.object({
  id: z.string(),
  state: z.enum(["running", "succeeded", "failed", "cancelled"]),
  progress: z.number().min(0).max(1),
  /** Once it has succeeded. */
  version: z.string().nullable(),
  begunAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type TrainingJob = z.infer<typeof TrainingJob>;

/** RFC 9457. `errors` names each part of a body that is wrong. */
export const Problem = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
