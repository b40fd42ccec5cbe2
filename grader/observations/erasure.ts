// A person of the live world asks to be erased, and the clock passes what the raw layer may keep.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const Erasure = z.strictObject({
  /** Pseudonyms of who asked, and places where they were before. */
  asked: count,
  presentBefore: z.array(z.string()),
  /** What made them go: the running flows, the command, or nothing. */
  honouredBy: z.enum(["serve", "erase", "nothing"]),
  seconds: z.number().nonnegative(),
  allowedSeconds: z.number().nonnegative(),
  remaining: z.array(z.string()),
  /** Persons who did not ask, in the stores after. */
  othersKept: count,
});
export type Erasure = z.infer<typeof Erasure>;

export const NOTHING_ERASED: Erasure = {
  asked: 0,
  presentBefore: [],
  honouredBy: "nothing",
  seconds: 0,
  allowedSeconds: 0,
  remaining: [],
  othersKept: 0,
};
