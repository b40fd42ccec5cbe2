// Checks and grades made by hand, for tests of what happens to them.
import type { Check, Finding } from "../check.ts";
import type { Grade } from "../judge/judge.ts";
import { OMNES_DATA_ENGINEER } from "../packs/omnes-data-engineer.ts";
import { asIs } from "../told.ts";

export const passed: Finding = { outcome: "passed", share: 1, evidence: [] };
export const failed: Finding = {
  outcome: "failed",
  share: 0,
  evidence: [
    {
      expected: { fr: "12 produits", en: "12 products" },
      actual: { fr: "11 produits", en: "11 products" },
      where: "lab.products",
      example: "P-17",
      truth: ["P-17", "P-18"],
    },
  ],
};

/** A check of its item, `socle`, weight 1, on the part of commands, unless said otherwise. */
export function makeCheck(
  id: Check["id"],
  finding: Finding | (() => Finding) = passed,
  other: Partial<Omit<Check, "id" | "judge">> = {},
): Check {
  return {
    id,
    item: id.split("-")[0] as Check["item"],
    level: "socle",
    observation: "effect",
    weight: 1,
    title: asIs(`title of ${id}`),
    why: asIs(`why ${id}`),
    hints: [asIs("where to look"), asIs("what to do")],
    section: "c6",
    reads: ["preparation"],
    needs: [],
    ...other,
    judge: typeof finding === "function" ? finding : () => finding,
  };
}

export function makeGrade(checks: readonly Check[], other: Partial<Grade> = {}): Grade {
  return {
    pack: OMNES_DATA_ENGINEER,
    checks,
    observations: { preparation: { commands: [], restarts: [] } },
    absences: [],
    deliverables: [],
    submission: "a".repeat(64),
    secret: "0123456789ab",
    grader: "0.1.0",
    run: { gradedAt: "2026-11-29T07:00:00.000Z", seconds: 300 },
    ...other,
  };
}
