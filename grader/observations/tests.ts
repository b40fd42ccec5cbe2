// The candidate's own tests: as they are, where nothing that matters has changed, and where they are lied to.
import { z } from "zod";
import { RunCommand } from "./preparation.ts";

export const Lie = z.strictObject({
  /** `around`: what the tested code is given, or gives. `code`: the tested code itself. */
  where: z.enum(["around", "code"]),
  what: z.string(),
  /** File and line of a fault in the code. */
  place: z.string().nullable(),
  caught: z.boolean(),
  /** It was stopped: no verdict, which is no catch. */
  ended: z.string(),
});
export type Lie = z.infer<typeof Lie>;

export const Tests = z.strictObject({
  style: z.enum(["stdin", "http", "in-process"]).nullable(),
  plain: RunCommand.nullable(),
  neutral: z.array(z.strictObject({ what: z.string(), run: RunCommand })),
  lies: z.array(Lie),
  /** Languages of the folder in which faults could be made. */
  mutated: z.array(z.enum(["python", "javascript"])),
});
export type Tests = z.infer<typeof Tests>;

export const NOTHING_TESTED: Tests = { style: null, plain: null, neutral: [], lies: [], mutated: [] };
