// The model trained twice on the same stores, and asked again about old reviews once newer facts have come in.
import { z } from "zod";
import { RunCommand } from "./preparation.ts";

const count = z.number().int().nonnegative();

export const Foresight = z.strictObject({
  commands: z.array(RunCommand),
  /** Trained again on the same stores. */
  again: z.strictObject({
    reviews: count,
    /** Scores further apart than 0.02, or another flag. */
    different: count,
    distinctScores: count,
    example: z.string().nullable(),
  }),
  /** The same model, after newer reviews of the same product, author, device or network, and nothing else, have come. */
  later: z.strictObject({
    /** Newer reviews that have a prediction: what shows that they were seen. */
    newReviews: count,
    newScored: count,
    reviews: count,
    different: count,
    example: z.string().nullable(),
  }),
});
export type Foresight = z.infer<typeof Foresight>;

export const NOTHING_FORESEEN: Foresight = {
  commands: [],
  again: { reviews: 0, different: 0, distinctScores: 0, example: null },
  later: { newReviews: 0, newScored: 0, reviews: 0, different: 0, example: null },
};
