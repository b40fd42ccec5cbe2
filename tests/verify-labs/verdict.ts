// Whether a grader has treated a mutant, or a neutral variant, as it must.
import type { ItemId } from "@atelier/grader/items.ts";
import type { Mutant } from "../mutants/mutant.ts";

/** What the machine gave for each item: 0 to 1; absent where nothing was judged. */
export type Shares = Readonly<Partial<Record<ItemId, number>>>;

/** What is read of a grade. */
export interface Graded {
  readonly shares: Shares;
  /** Of which a check gives less than it gave: where excellence makes up for it, the item's share need not show it. */
  readonly lowered: ReadonlySet<ItemId>;
  /** What the candidate's report says of the faults of the items that must pay, in English. */
  readonly report: string;
}

const SAME = 1e-9;

/** @returns what is wrong with the grade of a mutant: nothing when the fault was found, paid once and told. */
export function judgeMutant(mutant: Mutant, right: Shares, graded: Graded): string[] {
  const { costs, touches = [], leaves, says, section } = mutant;
  const problems: string[] = [];
  for (const item of costs) {
    if (!graded.lowered.has(item)) problems.push(`${item} has lost nothing`);
  }
  for (const item of movedItems(right, graded.shares)) {
    if (!costs.includes(item) && !touches.includes(item)) {
      problems.push(
        `${item} has moved from ${shareOf(right, item)} to ${shareOf(graded.shares, item)} without a reason`,
      );
    }
  }
  if (leaves) {
    const left = shareOf(graded.shares, leaves.item);
    if (left < leaves.from || left > leaves.to) {
      problems.push(`${leaves.item} is ${left}, not between ${leaves.from} and ${leaves.to}`);
    }
  }
  if (!says.test(graded.report)) problems.push(`the report does not say ${says.source}`);
  if (!graded.report.includes(`\`${section}\``)) problems.push(`the report does not send to ${section}`);
  return problems;
}

/** @returns items whose mark has moved although nothing is wrong. */
export const judgeNeutral = (right: Shares, found: Shares): string[] =>
  movedItems(right, found).map(
    (item) => `${item} has moved from ${shareOf(right, item)} to ${shareOf(found, item)}`,
  );

function movedItems(right: Shares, found: Shares): ItemId[] {
  const items = new Set([...Object.keys(right), ...Object.keys(found)]) as Set<ItemId>;
  return [...items].filter((item) => Math.abs(shareOf(right, item) - shareOf(found, item)) > SAME);
}

/** Of an item that was not judged: nothing that could be more or less. */
const shareOf = (shares: Shares, item: ItemId): number => shares[item] ?? -1;
