// What a check is: a pure judgement of what was observed. One file each under checks/, listed in checks/checks.ts.
import { z } from "zod";
import type { ItemId, Section } from "./items.ts";
import type { Observations, Part } from "./observations.ts";
import { Told } from "./told.ts";

export type CheckId = `${ItemId}-${string}`;

export const OUTCOMES = [
  "passed",
  "partial",
  "failed",
  "skipped", // a check that it needs has failed: the fault is paid there
  "errored", // the grader's or an engine's fault: no mark
  "jury", // people look
  "not-applicable",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const Evidence = z.strictObject({
  expected: Told,
  actual: Told,
  /** A view, a collection, a file and line, a command. */
  where: z.string(),
  /** Why it matters, when it is not the check's own reason. */
  why: Told.optional(),
  /** One instance, which the candidate may see. */
  example: z.string().optional(),
  /** All instances that are known, a bounded number: only for who holds the truth. */
  truth: z.array(z.string()).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

export interface Finding {
  readonly outcome: Exclude<Outcome, "skipped">;
  /** From 0 to 1, in bands: see bands.ts. Of `jury` and `not-applicable` it does not count. */
  readonly share: number;
  readonly evidence: readonly Evidence[];
}

/** Parts that are there. */
export type Seen<P extends Part> = { readonly [part in P]: NonNullable<Observations[part]> };

export interface Check<P extends Part = Part> {
  readonly id: CheckId;
  readonly item: ItemId;
  /** `socle`: what the bullet itself demands. `excellence`: beyond it. */
  readonly level: "socle" | "excellence";
  readonly observation: "effect" | "reaction" | "form" | "located";
  /** Among the checks of the item. */
  readonly weight: number;
  readonly title: Told;
  readonly why: Told;
  /** Two levels: where to look, then what to do. */
  readonly hints: readonly [Told, Told];
  readonly section: Section;
  /** Parts of the observations that it judges. Where one is absent by the submission's fault, the check has failed. */
  readonly reads: readonly P[];
  /** Where one of these has neither passed nor passed in part, this one is skipped. */
  readonly needs: readonly CheckId[];
  judge(seen: Seen<P>): Finding;
}

/** Keeps the parts that a check reads in its type. */
export function defineCheck<const P extends Part>(check: Check<P>): Check {
  return check;
}
