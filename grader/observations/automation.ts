// What reaches the stores by itself once `serve` runs: after each tick of the world, and after a kill in the middle.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const Arrived = z.strictObject({
  /** A view, a collection, a part of the graph. */
  part: z.string(),
  form: z.enum(["structured", "unstructured", "graph"]),
  /** Rows that the tick has added or changed, and those that it has removed. */
  expected: count,
  arrived: count,
  /** One that has not. */
  example: z.string().nullable(),
});
export type Arrived = z.infer<typeof Arrived>;

export const Round = z.strictObject({
  tick: count,
  parts: z.array(Arrived),
  /** Until all was there, or until patience ended. */
  seconds: z.number().nonnegative(),
  allowedSeconds: z.number().nonnegative(),
});
export type Round = z.infer<typeof Round>;

export const Automation = z.strictObject({
  declared: z
    .strictObject({ cadenceSeconds: count, recoverySeconds: count, scheduler: z.string() })
    .nullable(),
  /** Whether `serve` was still running when it was last looked at, and its last words where it was not. */
  serving: z.boolean(),
  lastWords: z.string(),
  /** A tick while nothing runs: nothing may arrive. */
  control: Round.nullable(),
  rounds: z.array(Round),
  recovery: z
    .strictObject({
      /** Requests that the source had answered after the tick when all processes were killed; null: it never came so far. */
      killedAfterRequests: count.nullable(),
      round: Round,
      /** Rows that had been there and no longer are; rows that are there once more than before. */
      lost: count,
      twice: count,
      example: z.string().nullable(),
    })
    .nullable(),
});
export type Automation = z.infer<typeof Automation>;

export const NOTHING_AUTOMATED: Automation = {
  declared: null,
  serving: false,
  lastWords: "",
  control: null,
  rounds: [],
  recovery: null,
};
