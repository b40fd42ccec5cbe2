// What each reader may see.
import type { JudgedCheck, Sheet } from "../sheet.ts";
import type { Audience } from "./words.ts";

/**
 * The candidate's sheet holds one example of each defect, and nothing else of the truth of a world that others will meet. What
 * only the jury is told of is not in it.
 */
export function sheetFor(audience: Audience, sheet: Sheet): Sheet {
  if (audience === "instructor") return sheet;
  const { checks } = sheet.judged;
  const copied = { files: 0, examples: [] };
  return { ...sheet, judged: { ...sheet.judged, checks: checks.map(withoutTruth), copied } };
}

function withoutTruth(check: JudgedCheck): JudgedCheck {
  // What the grader says of its own error is for who can mend it, and nobody has looked through it.
  if (check.outcome === "errored") return { ...check, evidence: [] };
  const evidence = check.evidence.map((one) => {
    const { truth, ...shown } = one;
    return truth ? shown : one;
  });
  return { ...check, evidence };
}
