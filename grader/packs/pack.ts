// A référentiel as data: who adds another writes a file like this, and no code.
import { z } from "zod";
import { DELIVERABLES } from "@atelier/contracts/submission.ts";
import { ITEMS } from "../items.ts";
import { Told } from "../told.ts";

export const Grid = z.tuple([Told, Told, Told, Told, Told]);

export const PackItem = z.strictObject({
  id: z.enum(ITEMS),
  title: Told,
  /** Where the official text says it, not its words. */
  reference: Told,
  /** Among the items of its competence. */
  weight: z.number().positive(),
  /** What checks decide; the rest is the jury's. */
  machine: z.number().min(0).max(1),
  /** What each mark from 0 to 4 means. Also of items that checks decide alone: where another tool can only be looked at. */
  grid: Grid,
  looksAt: Told,
});
export type PackItem = z.infer<typeof PackItem>;

export const PackCompetence = z.strictObject({
  id: z.string().regex(/^C\d+$/),
  title: Told,
  reference: Told,
  items: z.array(PackItem).min(1),
});
export type PackCompetence = z.infer<typeof PackCompetence>;

const threshold = z.number().min(0).max(1);

export const Pack = z.strictObject({
  id: z.string(),
  version: z.int(),
  title: Told,
  exam: z.strictObject({ id: z.literal("E2"), title: Told }),
  block: z.strictObject({ id: z.string(), title: Told }),
  competences: z.array(PackCompetence).min(1),
  deliverables: z.array(z.strictObject({ id: z.enum(DELIVERABLES), title: Told })),
  rule: z.strictObject({
    /** A competence is acquired from this share of its socle on … */
    acquired: threshold,
    /** … where no item of it is below this. */
    floor: threshold,
    /** Below this it is not acquired; between both it is in progress. */
    inProgress: threshold,
    /** The block is acquired with all its competences, not acquired from this many on that are not. */
    mostNotAcquired: z.int().positive(),
    told: Told,
  }),
});
export type Pack = z.infer<typeof Pack>;
