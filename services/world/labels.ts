// The moderators' labels of part of the reviews: mostly right.
import type { RuleId } from "@atelier/contracts/rules.ts";
import type { Block } from "./block.ts";
import { DAY, EPOCH } from "./calendar.ts";
import { CODE_ALPHABET, type DrawsOf } from "./draws.ts";
import type { Review } from "./reviews.ts";

export interface Label {
  readonly reviewId: string;
  /** Null for a review that nobody knows. */
  readonly review: Review | null;
  readonly fraudulent: boolean;
  readonly moderatedOn: number;
  readonly defect: RuleId | null;
}

const LABELLED_PER_THOUSAND = 300;
const MISSED_PER_THOUSAND = 40;
const ACCUSED_PER_TEN_THOUSAND = 15;
const ORPHANS = 3;

export function makeLabels(drawsOf: DrawsOf, block: Block): Label[] {
  const known: Label[] = [];
  for (const review of block.reviews) {
    // A rejected review is unknown to the stores: its label would be an orphan by accident.
    if (review.person.objector || review.defect === "rating-out-of-range" || review.defect === "date-future")
      continue;
    const draws = drawsOf("label", block.index, review.index);
    if (!draws.chance(LABELLED_PER_THOUSAND)) continue;
    const wrong = review.fraudulent
      ? draws.chance(MISSED_PER_THOUSAND)
      : draws.below(10_000) < ACCUSED_PER_TEN_THOUSAND;
    known.push({
      reviewId: review.reviewId,
      review,
      fraudulent: review.fraudulent !== wrong,
      moderatedOn: Math.min(EPOCH, review.at + draws.between(2, 30) * DAY),
      defect: null,
    });
  }
  const orphans = Array.from({ length: ORPHANS }, (_, index): Label => {
    const draws = drawsOf("label:orphan", block.index, index);
    return {
      reviewId: draws.code(12, CODE_ALPHABET),
      review: null,
      fraudulent: draws.chance(200),
      moderatedOn: EPOCH - draws.between(5, 100) * DAY,
      defect: "orphan",
    };
  });
  return [...known, ...orphans].toSorted((a, b) => (a.reviewId < b.reviewId ? -1 : 1));
}
