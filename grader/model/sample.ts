// The reviews of a world as a simple model sees them: a few columns of counts, the words, and who was labelled. Made from the
// truth, so that baselines owe nothing to what a submission has loaded.
import type { DecoyGroup } from "@atelier/world/review-plan.ts";
import type { Truth } from "@atelier/world/truth.ts";

export interface SampledReview {
  readonly reviewId: string;
  readonly fraudulent: boolean;
  readonly decoy: DecoyGroup | null;
  /** The moderators' verdict, which may be wrong; null for a review that nobody has looked at. */
  readonly label: boolean | null;
  readonly words: readonly string[];
  /** One value for each of RULE_NAMES: more is more suspicious. */
  readonly rules: readonly number[];
}

/** What a person who looks at one thing would look at. Each counts what was there at the moment of the review, no later. */
export const RULE_NAMES = [
  "five-stars",
  "one-star",
  "never-bought",
  "author-in-days",
  "product-in-days",
  "device-authors",
  "network-authors",
  "exclamations",
] as const;

const DAY_MS = 86_400_000;
const NEAR_DAYS = 4;

export function sampleReviews(truth: Truth): SampledReview[] {
  const texts = new Map([...truth.reviewTexts()].map(({ reviewId, text }) => [reviewId, text ?? ""]));
  const labels = new Map([...truth.rows("labels")].map((row) => [row.review_id, row.fraudulent]));
  const facts = new Map([...truth.fraud()].map((fact) => [fact.reviewId, fact]));
  const bought = purchases(truth);
  const recent = { author: createRecent(), product: createRecent() };
  const authors = { device: createDistinct(), network: createDistinct() };
  return [...truth.rows("reviews")]
    .map((row) => ({ row, at: Date.parse(row.written_at) }))
    .toSorted((a, b) => a.at - b.at || (a.row.review_id < b.row.review_id ? -1 : 1))
    .flatMap(({ row, at }) => {
      const fact = facts.get(row.review_id);
      const text = texts.get(row.review_id) ?? "";
      const rules = [
        row.rating === 5 ? 1 : 0,
        row.rating === 1 ? 1 : 0,
        (bought.get(`${row.author_key} ${row.product_id}`) ?? Infinity) <= at ? 0 : 1,
        recent.author(row.author_key, at),
        recent.product(row.product_id, at),
        authors.device(row.device_key, row.author_key),
        authors.network(row.network_key, row.author_key),
        text.split("!").length - 1,
      ];
      if (!fact) return [];
      const { fraudulent, decoy } = fact;
      const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
      return [
        {
          reviewId: row.review_id,
          fraudulent,
          decoy,
          label: labels.get(row.review_id) ?? null,
          words,
          rules,
        },
      ];
    });
}

/** First purchase of a product by the account, in milliseconds. */
function purchases(truth: Truth): Map<string, number> {
  const accounts = new Map([...truth.rows("customers")].map((row) => [row.customer_key, row.account_key]));
  const orders = new Map([...truth.rows("orders")].map((row) => [row.order_id, row]));
  const first = new Map<string, number>();
  for (const line of truth.rows("order_lines")) {
    const order = orders.get(line.order_id);
    const account = accounts.get(order?.customer_key ?? "") ?? null;
    if (!order || account === null) continue;
    const key = `${account} ${line.product_id}`;
    first.set(key, Math.min(first.get(key) ?? Infinity, Date.parse(order.ordered_at)));
  }
  return first;
}

/** How many came under the same key in the days before; called in the order of time. */
function createRecent() {
  const times = new Map<string, number[]>();
  return (key: string, at: number): number => {
    const kept = (times.get(key) ?? []).filter((one) => at - one <= NEAR_DAYS * DAY_MS);
    times.set(key, [...kept, at]);
    return kept.length;
  };
}

function createDistinct() {
  const seen = new Map<string, Set<string>>();
  return (key: string, author: string): number => {
    const authors = seen.get(key) ?? new Set();
    seen.set(key, authors.add(author));
    return authors.size - 1;
  };
}
