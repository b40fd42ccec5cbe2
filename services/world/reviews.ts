// The reviews of a block: plans from buyers, enthusiasts and rings become texts, and some are damaged.
import type { RuleId } from "@atelier/contracts/rules.ts";
import { EPOCH, HOUR, MINUTE } from "./calendar.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import { FRAUD_PER_THOUSAND, planFraud, type Ring } from "./fraud.ts";
import { planHonest, type HonestContext } from "./honest-plans.ts";
import type { ReviewPlan } from "./review-plan.ts";
import { identifier } from "./identifiers.ts";
import { sometimes, spread } from "./spread.ts";
import { isReversibleMojibake } from "./damage-text.ts";
import { keenText } from "./text/keen-text.ts";
import { terseText } from "./text/terse-text.ts";
import { honestText } from "./text/honest-text.ts";

export interface Review extends ReviewPlan {
  readonly index: number;
  readonly tick: number;
  readonly reviewId: string;
  /** Clean; "" when there is none. */
  readonly text: string;
  /** Where it is shown. */
  readonly carrier: "page" | "stream";
  /** Set when its author corrected it: what the stream first carried. */
  readonly first: { readonly rating: number; readonly text: string; readonly at: number } | null;
  readonly defect: RuleId | null;
}

export interface ReviewContext extends HonestContext {
  readonly rings: readonly Ring[];
}

/** How many reviews of a block only the stream carries, and how many of these are corrected: known without making them. */
export const streamCount = (reviews: number): number => Math.max(12, Math.round((reviews * 8) / 100));
export const correctedCount = (reviews: number): number => Math.max(4, Math.round(streamCount(reviews) / 10));

export function makeReviews(drawsOf: DrawsOf, context: ReviewContext, count: number): Review[] {
  const { block, people, products, connections, rings } = context;
  const wanted = Math.round((count * FRAUD_PER_THOUSAND) / 1000);
  const fraud = planFraud(drawsOf, block, wanted, rings, people, products, connections);
  const honest = planHonest(drawsOf, context, count - fraud.length);
  const plans = drawsOf("review:order", block).shuffle([...fraud, ...honest]);
  return finish(drawsOf, block, 0, plans, {
    stream: streamCount(count),
    corrected: correctedCount(count),
    least: 3,
  });
}

function writeText(draws: Draws, { voice, rating, product, style }: ReviewPlan): string {
  if (voice === "silent") return "";
  if (voice === "terse") return terseText(draws, rating);
  return voice === "keen" ? keenText(draws, rating, product, style) : honestText(draws, rating, product);
}

/** Gives plans their ids, texts, carriers and defects. */
export function finish(
  drawsOf: DrawsOf,
  block: number,
  tick: number,
  plans: readonly ReviewPlan[],
  counts: { readonly stream: number; readonly corrected: number; readonly least: number },
): Review[] {
  const carried = drawsOf("review:carrier", block, 0, tick).shuffle(plans.keys()).slice(0, counts.stream);
  const stream = new Set(carried);
  const corrected = new Set(carried.slice(0, counts.corrected));
  const clean = plans.map((plan, index): Review => {
    const draws = drawsOf("review:text", block, index, tick);
    const write = () => writeText(draws, plan);
    const text = write();
    const carrier = stream.has(index) ? "stream" : "page";
    const at = carrier === "stream" && tick === 0 ? EPOCH - draws.between(30, 43_000) * MINUTE : plan.at;
    const first = corrected.has(index)
      ? { rating: plan.rating, text: write(), at: at - draws.between(2, 20) * HOUR }
      : null;
    return {
      ...plan,
      at,
      index,
      tick,
      reviewId: identifier(drawsOf, "review", block, index, tick),
      text,
      carrier,
      first,
      defect: null,
    };
  });
  const defects = reviewDefects(drawsOf("defect:reviews", block, tick), clean, counts.least);
  return clean.map((review) => {
    const defect = defects.get(review);
    if (!defect) return review;
    return defect === "missing-marker" ? { ...review, text: "", defect } : { ...review, defect };
  });
}

/** @param least at tick 0, instances of each class; 0 at a tick, where each class comes now and then. */
function reviewDefects(draws: Draws, reviews: readonly Review[], least: number): Map<Review, RuleId> {
  const n = reviews.length;
  const damageable = reviews.filter((one) => !one.person.objector);
  const isWhole = (one: Review) => one.first === null;
  const isStreamed = (one: Review) => one.carrier === "stream";
  const hasText = (one: Review) => isWhole(one) && one.text !== "";
  const share = (perThousand: number) => sometimes(draws, n, perThousand, least);
  return spread<Review, RuleId>(draws, damageable, [
    { what: "stream-disorder", count: least === 0 ? share(60) : least, fits: (one) => !isWhole(one) },
    { what: "clock-skew", count: share(6), fits: (one) => isStreamed(one) && isWhole(one) },
    { what: "text-contact", count: share(3), fits: (one) => hasText(one) && one.person.canary },
    { what: "mojibake", count: share(8), fits: (one) => hasText(one) && isReversibleMojibake(one.text) },
    { what: "text-markup", count: share(12), fits: (one) => hasText(one) && one.text.includes(". ") },
    { what: "text-contact", count: share(13), fits: hasText },
    { what: "missing-marker", count: share(8), fits: isWhole },
    { what: "rating-fraction", count: share(25), fits: isWhole },
    { what: "rating-out-of-range", count: share(6), fits: isWhole },
    { what: "date-future", count: share(5), fits: (one) => !isStreamed(one) },
  ]);
}
