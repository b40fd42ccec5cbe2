// What is read of a sheet to say whether a variant was treated as it must be.
import type { ItemId } from "@atelier/grader/items.ts";
import { renderFeedbackOf } from "@atelier/grader/reports/feedback.ts";
import type { JudgedCheck, Sheet } from "@atelier/grader/sheet.ts";
import type { Shares } from "./verdict.ts";

/** Of items about which something was judged. */
export const sharesOf = ({ judged }: Sheet): Shares =>
  Object.fromEntries(
    judged.items.flatMap(({ id, machine }) => (machine.share === null ? [] : [[id, machine.share]])),
  );

/** Checks that give less than they gave of the right submission. */
export function loweredChecks(right: Sheet, { judged }: Sheet): JudgedCheck[] {
  const shares = new Map(right.judged.checks.map(({ id, share }) => [id, share]));
  return judged.checks.filter(({ id, share }) => share < (shares.get(id) ?? 0));
}

/** Of which a check judges worse than it judged the right submission; one that is skipped was paid for elsewhere. */
export const loweredItems = (right: Sheet, sheet: Sheet): ReadonlySet<ItemId> =>
  new Set(
    loweredChecks(right, sheet)
      .filter(({ outcome }) => outcome !== "skipped")
      .map(({ item }) => item),
  );

/** What the candidate's report says of faults in these items, in English: titles of what has passed are no finding. */
export function faultsOf(sheet: Sheet, items: readonly ItemId[]): string {
  const checks = sheet.judged.checks.filter(({ outcome }) => outcome === "failed" || outcome === "partial");
  const faulty: Sheet = { ...sheet, judged: { ...sheet.judged, checks } };
  return sheet.judged.items
    .filter(({ id }) => items.includes(id))
    .map((item) => renderFeedbackOf(faulty, item, "en"))
    .join("\n\n");
}
