// The reviews of a block: plans from buyers, enthusiasts and rings become texts, and some are damaged.
import type { RuleId } from "@atelier/contracts/rules.ts";
import { DAY, EPOCH, HOUR, MINUTE, SECOND } from "./calendar.ts";
import type { Product } from "./catalogue.ts";
import type { Connection } from "./connections.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import { FRAUD_PER_THOUSAND, planFraud, type ReviewPlan, type Ring } from "./fraud.ts";
import { identifier } from "./identifiers.ts";
import type { Order } from "./orders.ts";
import type { Person } from "./people.ts";
import { quota, spread } from "./spread.ts";
import { isReversibleMojibake } from "./damage-text.ts";
import { fraudText } from "./text/fraud-text.ts";
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

export interface ReviewContext {
  readonly block: number;
  readonly people: readonly Person[];
  readonly products: readonly Product[];
  readonly orders: readonly Order[];
  readonly connections: readonly (readonly Connection[])[];
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
    const write = () =>
      plan.fraudulent
        ? fraudText(draws, plan.style, plan.rating, plan.product.kind)
        : honestText(draws, plan.rating, plan.product.kind);
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

function planHonest(drawsOf: DrawsOf, context: ReviewContext, count: number): ReviewPlan[] {
  const { block, people, products, connections, orders } = context;
  const draws = drawsOf("review:plan", block);
  const bought = draws.shuffle(
    orders.filter(
      (order) => order.person.account !== null && order.status === "delivered" && order.at < EPOCH - 8 * DAY,
    ),
  );
  const reviewers = people.filter((one) => one.account !== null);
  const plans: ReviewPlan[] = [];
  const done = new Set<string>();
  for (let at = 0; plans.length < count; at++) {
    const order = bought[at % Math.max(1, bought.length)];
    const verified = order !== undefined && draws.chance(800);
    const person = verified ? order.person : draws.pick(reviewers);
    const product = (verified ? draws.pick(order.lines).product : null) ?? draws.pick(products);
    const key = `${person.index}~${product.index}`;
    if (done.has(key) && at < count * 3) continue;
    done.add(key);
    plans.push({
      person,
      product,
      at: verified ? order.at + draws.between(2, 7) * DAY + daytime(draws) : someDay(draws),
      rating: draws.weighted([0, 6, 7, 14, 30, 43]),
      connection: draws.pick(connections[person.index]!),
      fraudulent: false,
      decoy: false,
      ring: null,
      style: null,
    });
  }
  return plans;
}

const daytime = (draws: Draws): number => draws.below(86_400) * SECOND;
const someDay = (draws: Draws): number => EPOCH - draws.between(1, 480) * DAY - daytime(draws);

function reviewDefects(draws: Draws, reviews: readonly Review[], least: number): Map<Review, RuleId> {
  const n = reviews.length;
  const damageable = reviews.filter((one) => !one.person.objector);
  const page = (one: Review) => one.carrier === "page";
  const plain = (one: Review) => one.first === null && one.text !== "";
  return spread<Review, RuleId>(draws, damageable, [
    { what: "stream-disorder", count: least, fits: (one) => one.first !== null },
    {
      what: "clock-skew",
      count: least === 0 ? 1 : quota(n, 5, least + 2),
      fits: (one) => one.carrier === "stream" && one.first === null,
    },
    {
      what: "mojibake",
      count: quota(n, 8, least),
      fits: (one) => plain(one) && isReversibleMojibake(one.text),
    },
    { what: "text-markup", count: quota(n, 12, least), fits: (one) => plain(one) && one.text.includes(". ") },
    { what: "text-contact", count: quota(n, 15, least), fits: plain },
    { what: "missing-marker", count: quota(n, 8, least), fits: (one) => one.first === null },
    { what: "rating-fraction", count: quota(n, 25, least), fits: (one) => one.first === null },
    { what: "rating-out-of-range", count: quota(n, 6, least), fits: (one) => one.first === null },
    { what: "date-future", count: quota(n, 5, least), fits: (one) => page(one) },
  ]);
}
