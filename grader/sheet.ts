// The sheet of a grade, versioned: all that reports show and that a jury completes. What is judged is apart from when and how
// long, so that two grades of the same observations are equal to the byte.
import { z } from "zod";
import { DELIVERABLES } from "@atelier/contracts/submission.ts";
import { OUTCOMES } from "./check.ts";
import { ITEMS, SECTIONS } from "./items.ts";
import { RunCommand } from "./observations/preparation.ts";
import { readable } from "./text/readable.ts";
import { Told } from "./told.ts";

/** Longest text of a stranger that a sheet holds. */
export const LONGEST_TEXT = 1500;
export const MOST_INSTANCES = 50;
export const MOST_EVIDENCE = 30;
export const MOST_COPIED_NAMED = 5;

const share = z.number().min(0).max(1);
const fingerprint = z.string().regex(/^[0-9a-f]{12,64}$/);

/** Bounded, and without a character that hides or commands: whatever made the sheet, a report may show it. */
const ShownText = z
  .string()
  .max(LONGEST_TEXT)
  .refine((text) => readable(text) === text, "holds hidden characters");
const Shown = z.strictObject({ fr: ShownText, en: ShownText });

export const ShownEvidence = z.strictObject({
  expected: Shown,
  actual: Shown,
  where: ShownText,
  why: Shown.optional(),
  example: ShownText.optional(),
  /** For the instructor alone. */
  truth: z.array(ShownText).max(MOST_INSTANCES).optional(),
});
export type ShownEvidence = z.infer<typeof ShownEvidence>;

const checkId = z.string();

export const JudgedCheck = z.strictObject({
  id: checkId,
  item: z.enum(ITEMS),
  level: z.enum(["socle", "excellence"]),
  observation: z.enum(["effect", "reaction", "form", "located"]),
  weight: z.number().positive(),
  title: Told,
  why: Told,
  hints: z.tuple([Told, Told]),
  section: z.enum(SECTIONS),
  outcome: z.enum(OUTCOMES),
  share,
  evidence: z.array(ShownEvidence).max(MOST_EVIDENCE),
  /** Of a skipped or errored check: the checks at whose door that lies, without those in between. */
  because: z.array(checkId),
});
export type JudgedCheck = z.infer<typeof JudgedCheck>;

export const ITEM_STATES = [
  "graded",
  "awaits-jury",
  "ungraded", // by the grader's fault: a check has errored, or none looks at it yet
  "not-applicable",
] as const;

export const JuryMark = z.strictObject({
  /** On the grid, or the jury's word that the item does not apply. */
  mark: z.union([z.int().min(0).max(4), z.literal("not-applicable")]),
  comment: ShownText.optional(),
});
export type JuryMark = z.infer<typeof JuryMark>;

/** A mark's part that comes from one of both sides. */
const Layer = z.strictObject({
  /** Of the item, machine and jury together being 1. */
  part: share,
  /** Null: not known. */
  share: share.nullable(),
});

export const JudgedItem = z.strictObject({
  id: z.enum(ITEMS),
  title: Told,
  /** Where the official text says it. */
  reference: Told,
  state: z.enum(ITEM_STATES),
  /** Of the competence, among its items. */
  weight: z.number().positive(),
  /** What counts as the mark; null while it is not known. */
  share: share.nullable(),
  /** Without what is beyond the demand: decides whether the competence is acquired. */
  socle: share.nullable(),
  machine: Layer.extend({ socle: share.nullable() }),
  jury: Layer.extend({
    mark: JuryMark.optional(),
    /** What each of the marks 0 to 4 means. */
    grid: z.tuple([Told, Told, Told, Told, Told]),
    looksAt: Told,
  }),
});
export type JudgedItem = z.infer<typeof JudgedItem>;

export const DECISIONS = ["acquired", "in-progress", "not-acquired"] as const;
export const Decision = z.enum(DECISIONS);
export type Decision = z.infer<typeof Decision>;

/** The least and the most that it can become; the same once everything is known. */
const DecisionRange = z.strictObject({ least: Decision, most: Decision });

export const JudgedCompetence = z.strictObject({
  id: z.string(),
  title: Told,
  reference: Told,
  share: share.nullable(),
  socle: share.nullable(),
  decision: DecisionRange,
});
export type JudgedCompetence = z.infer<typeof JudgedCompetence>;

export const DeliverableFact = z.strictObject({
  id: z.enum(DELIVERABLES),
  /** `undeclared`: submission.yaml does not name it. `missing`: it names a file that is not there. */
  state: z.enum(["present", "empty", "missing", "undeclared"]),
  path: ShownText.optional(),
});
export type DeliverableFact = z.infer<typeof DeliverableFact>;

export const JudgedDeliverable = DeliverableFact.extend({ title: Told });

export const SHEET_STATES = [
  "provisional", // something is not known yet
  "awaits-signature",
  "final",
] as const;

export const Signature = z.strictObject({
  by: ShownText.min(1),
  at: z.iso.datetime(),
  /** What was signed: the digest of the sheet as it was. Of another sheet, it is no signature. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Signature = z.infer<typeof Signature>;

export const Judged = z.strictObject({
  pack: z.strictObject({ id: z.string(), version: z.int(), title: Told }),
  exam: z.strictObject({ id: z.literal("E2"), title: Told }),
  grader: z.string(),
  submission: fingerprint,
  /** Tells two secrets apart, and gives nothing away. */
  secret: fingerprint,
  checks: z.array(JudgedCheck),
  items: z.array(JudgedItem),
  competences: z.array(JudgedCompetence),
  block: z.strictObject({
    id: z.string(),
    title: Told,
    share: share.nullable(),
    decision: DecisionRange,
    /** How a decision is made, in words. */
    rule: Told,
  }),
  deliverables: z.array(JudgedDeliverable),
  /** Stages from which on the grader supplied what an earlier one should have left. */
  restarts: z.array(z.string()),
  /** Files that are the reference's own: for the jury alone, no mark hangs on it. */
  copied: z.strictObject({
    files: z.int().nonnegative(),
    examples: z.array(ShownText).max(MOST_COPIED_NAMED),
  }),
});
export type Judged = z.infer<typeof Judged>;

export const Sheet = z.strictObject({
  sheet: z.literal(1),
  state: z.enum(SHEET_STATES),
  judged: Judged,
  /** SHA-256 of what is judged, jury marks included: what a human signs. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  signature: Signature.optional(),
  /** Of this grade alone: differs between two grades of the same submission. */
  run: z.strictObject({
    gradedAt: z.iso.datetime(),
    seconds: z.number().nonnegative(),
    commands: z.array(RunCommand),
  }),
});
export type Sheet = z.infer<typeof Sheet>;
