// The moderators' labels of part of the reviews: mostly right.
import type { RuleId } from "@atelier/contracts/rules.ts";
import type { Block } from "./block.ts";
import { DAY, EPOCH } from "./calendar.ts";
import { CODE_ALPHABET, type DrawsOf } from "./draws.ts";
import { FRAUD_PER_THOUSAND } from "./fraud.ts";
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
/** Of labelled frauds 45 in a thousand are missed, of labelled honest reviews 18 in ten thousand accused. */
const MISSED_PER_TEN_THOUSAND = 450;
const ACCUSED_PER_TEN_THOUSAND = 18;
/** A block's labels never miss more of its frauds than this. */
const MOST_MISSED_PER_THOUSAND = 50;
const ORPHANS = 3;

export function makeLabels(drawsOf: DrawsOf, block: Block): Label[] {
  // A rejected review is unknown to the stores: its label would be an orphan by accident.
  const moderated = block.reviews.filter(
    (one) =>
      !one.person.objector &&
      one.defect !== "rating-out-of-range" &&
      one.defect !== "date-future" &&
      drawsOf("label", block.index, one.index).chance(LABELLED_PER_THOUSAND),
  );
  const wrong = mistakes(drawsOf, block, moderated);
  const known = moderated.map((review): Label => {
    const delay = drawsOf("label:date", block.index, review.index).between(2, 30) * DAY;
    return {
      reviewId: review.reviewId,
      review,
      fraudulent: review.fraudulent !== wrong.has(review),
      moderatedOn: Math.min(EPOCH, review.at + delay),
      defect: null,
    };
  });
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

/**
 * Reviews that the moderators took for their contrary. Counted rather than drawn one by one, and over all blocks so far,
 * so that a world keeps within its shares whatever its size and its luck.
 */
function mistakes(drawsOf: DrawsOf, { index, reviews }: Block, moderated: readonly Review[]): Set<Review> {
  const due = (labelled: number, perTenThousand: number) =>
    Math.floor((labelled * (index + 1) * perTenThousand) / 10_000) -
    Math.floor((labelled * index * perTenThousand) / 10_000);
  const labelled = Math.floor((reviews.length * LABELLED_PER_THOUSAND) / 1000);
  const labelledFrauds = Math.floor((labelled * FRAUD_PER_THOUSAND) / 1000);
  const order = drawsOf("label:mistakes", index).shuffle(moderated);
  const frauds = order.filter((one) => one.fraudulent);
  const most = Math.floor((frauds.length * MOST_MISSED_PER_THOUSAND) / 1000);
  const missed = Math.min(most, due(labelledFrauds, MISSED_PER_TEN_THOUSAND));
  const accused = due(labelled - labelledFrauds, ACCUSED_PER_TEN_THOUSAND);
  return new Set([...frauds.slice(0, missed), ...order.filter((one) => !one.fraudulent).slice(0, accused)]);
}
