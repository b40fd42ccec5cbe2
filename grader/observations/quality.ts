// What the submission's own controls say of stores that are sound, and of stores that the grader has damaged.
import { z } from "zod";
import { CONTROL_CLASSES } from "@atelier/contracts/controls.ts";

const count = z.number().int().nonnegative();

const SeenControl = z.strictObject({
  name: z.string(),
  class: z.enum(CONTROL_CLASSES),
  subject: z.string(),
  violations: count,
});

export const QualityRun = z.strictObject({
  code: z.number().int().nullable(),
  ended: z.enum(["exited", "time", "memory", "output", "disk", "stopped", "absent"]),
  /** Why quality.json could not be read; null where it could. */
  problem: z.string().nullable(),
  /** All of a sound run, those that are violated of another. */
  controls: z.array(SeenControl),
});
export type QualityRun = z.infer<typeof QualityRun>;

export const QualityCase = z.strictObject({
  class: z.enum(CONTROL_CLASSES),
  /** Where the damage was done: views of the contract, or an engine. */
  subjects: z.array(z.string()),
  /** Views in which the same damage also shows: nothing said of them is wrong. */
  touched: z.array(z.string()),
  what: z.string(),
  /**
   * `injected`: the controls were run on it. `hidden`: the views show none of it. `impossible`: the grader found no way to do
   * it in these tables.
   */
  done: z.enum(["injected", "hidden", "impossible"]),
  /** With constraints and triggers as the submission has made them, the same was refused; null: not tried. */
  refused: z.boolean().nullable(),
  run: QualityRun.nullable(),
});
export type QualityCase = z.infer<typeof QualityCase>;

export const Quality = z.strictObject({
  /** As loaded, and in a clone of the database that nobody has damaged. */
  clean: QualityRun,
  clone: QualityRun.nullable(),
  /** Rows in the views that were looked at: without any there is nothing to control. */
  rows: count,
  cases: z.array(QualityCase),
});
export type Quality = z.infer<typeof Quality>;

const NO_RUN: QualityRun = { code: null, ended: "absent", problem: null, controls: [] };
export const NO_QUALITY: Quality = { clean: NO_RUN, clone: null, rows: 0, cases: [] };
