// The contract's questions, asked of the submission's stores with parameters of the hidden world.
import { z } from "zod";
import { QUESTIONS } from "@atelier/contracts/questions.ts";

const IDS = QUESTIONS.map(({ id }) => id);

export const Questions = z.strictObject({
  answers: z.array(
    z.strictObject({
      id: z.enum(IDS),
      /** The file was there, and its text could be run. */
      asked: z.boolean(),
      sets: z.array(
        z.strictObject({
          parameters: z.array(z.union([z.string(), z.number()])),
          right: z.boolean(),
          expectedRows: z.number().int().nonnegative(),
          foundRows: z.number().int().nonnegative(),
          /** One difference, or why there was no answer. */
          detail: z.string(),
        }),
      ),
    }),
  ),
});
export type Questions = z.infer<typeof Questions>;

export const NOTHING_ASKED: Questions = { answers: [] };
