// What an analyst makes of the loaded views: columns of text, behaviour and graph for each review. Used by tests alone.
import type { ViewRow } from "@atelier/contracts/views.ts";
import type { Truth } from "../truth.ts";

export interface Sample {
  readonly reviewIds: readonly string[];
  readonly texts: readonly string[];
  readonly columns: Readonly<Record<string, readonly number[]>>;
  readonly fraudulent: readonly boolean[];
  readonly decoy: readonly boolean[];
  /** The moderators' verdict, where there is one. */
  readonly label: readonly (boolean | null)[];
}

const DAY_MS = 86_400_000;
const NEAR_DAYS = 4;

type Review = ViewRow<"reviews"> & { readonly index: number; readonly at: number; readonly text: string };

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const distinct = <T>(items: readonly T[], keyOf: (item: T) => string): number =>
  new Set(items.map(keyOf)).size;

const shingles = (text: string): Set<string> => {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
};

function similarity(a: Set<string>, b: Set<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const one of a) if (b.has(one)) shared++;
  return shared / (a.size + b.size - shared);
}

export function makeSample(truth: Truth): Sample {
  const textOf = new Map([...truth.reviewTexts()].map(({ reviewId, text }) => [reviewId, text ?? ""]));
  const facts = new Map([...truth.fraud()].map((fact) => [fact.reviewId, fact]));
  const labels = new Map([...truth.rows("labels")].map((one) => [one.review_id, one.fraudulent]));
  const reviews = [...truth.rows("reviews")].map((row, index): Review => ({
    ...row,
    index,
    at: Date.parse(row.written_at),
    text: textOf.get(row.review_id) ?? "",
  }));
  const byProduct = groupBy(reviews, (one) => one.product_id);
  const byAuthor = groupBy(reviews, (one) => one.author_key);
  const byDevice = groupBy(reviews, (one) => one.device_key);
  const byNetwork = groupBy(reviews, (one) => one.network_key);
  const bought = purchases(truth);
  const near = reviews.map((review) =>
    byProduct
      .get(review.product_id)!
      .filter(
        (one) => one.author_key !== review.author_key && Math.abs(one.at - review.at) < NEAR_DAYS * DAY_MS,
      ),
  );
  const meetings = countMeetings(reviews, near);
  const sets = reviews.map((one) => shingles(one.text));
  const column = (of: (review: Review) => number): number[] => reviews.map(of);
  const author = (review: Review) => byAuthor.get(review.author_key)!;
  const verified = column((one) => (bought.has(`${one.author_key} ${one.product_id}`) ? 1 : 0));
  const closest = (review: Review, others: readonly Review[]) =>
    Math.max(
      0,
      ...others.map((one) =>
        one.author_key === review.author_key ? 0 : similarity(sets[review.index]!, sets[one.index]!),
      ),
    );
  return {
    reviewIds: reviews.map((one) => one.review_id),
    texts: reviews.map((one) => one.text),
    columns: {
      rating: column((one) => one.rating),
      extreme: column((one) => (one.rating === 1 || one.rating === 5 ? 1 : 0)),
      textLength: column((one) => one.text.length),
      exclamations: column((one) => one.text.split("!").length - 1),
      hour: column((one) => new Date(one.at).getUTCHours()),
      instant: column((one) => one.at),
      verified,
      unverified: verified.map((one) => 1 - one),
      authorReviews: column((one) => author(one).length),
      authorInDays: column(
        (one) => author(one).filter((other) => Math.abs(other.at - one.at) < NEAR_DAYS * DAY_MS).length,
      ),
      authorUnverified: column((one) =>
        author(one).reduce((sum, other) => sum + 1 - verified[other.index]!, 0),
      ),
      productReviews: column((one) => byProduct.get(one.product_id)!.length),
      productInDays: near.map((one) => one.length),
      productSameRating: column(
        (one) => near[one.index]!.filter((other) => other.rating === one.rating).length,
      ),
      deviceReviews: column((one) => byDevice.get(one.device_key)!.length),
      deviceAuthors: column((one) => distinct(byDevice.get(one.device_key)!, (other) => other.author_key)),
      deviceSameProduct: column((one) =>
        distinct(
          byDevice.get(one.device_key)!.filter((other) => other.product_id === one.product_id),
          (other) => other.author_key,
        ),
      ),
      networkAuthors: column((one) => distinct(byNetwork.get(one.network_key)!, (other) => other.author_key)),
      networkSameProduct: column((one) =>
        distinct(
          byNetwork.get(one.network_key)!.filter((other) => other.product_id === one.product_id),
          (other) => other.author_key,
        ),
      ),
      authorDevices: column((one) => distinct(author(one), (other) => other.device_key)),
      /** Authors met again and again, on several products, within days. */
      companions: column(
        (one) => near[one.index]!.filter((other) => (meetings.get(pair(one, other)) ?? 0) >= 2).length,
      ),
      similarNear: column((one) => closest(one, near[one.index]!)),
      similarDevice: column((one) => closest(one, byDevice.get(one.device_key)!)),
      similarNetwork: column((one) => closest(one, byNetwork.get(one.network_key)!)),
    },
    fraudulent: reviews.map((one) => facts.get(one.review_id)!.fraudulent),
    decoy: reviews.map((one) => facts.get(one.review_id)!.decoy !== null),
    label: reviews.map((one) => labels.get(one.review_id) ?? null),
  };
}

const pair = (a: Review, b: Review): string => [a.author_key, b.author_key].toSorted().join(" ");

function countMeetings(
  reviews: readonly Review[],
  near: readonly (readonly Review[])[],
): Map<string, number> {
  const met = new Map<string, Set<string>>();
  for (const review of reviews) {
    for (const other of near[review.index]!) {
      const key = pair(review, other);
      met.set(key, (met.get(key) ?? new Set()).add(review.product_id));
    }
  }
  return new Map([...met].map(([key, products]) => [key, products.size]));
}

/** "author product" of each purchase by a customer with an account. */
function purchases(truth: Truth): Set<string> {
  const accountOf = new Map<string, string>();
  for (const { customer_key, account_key } of truth.rows("customers")) {
    if (account_key) accountOf.set(customer_key, account_key);
  }
  const customerOf = new Map([...truth.rows("orders")].map((one) => [one.order_id, one.customer_key]));
  const bought = new Set<string>();
  for (const { order_id, product_id } of truth.rows("order_lines")) {
    const account = accountOf.get(customerOf.get(order_id) ?? "");
    if (account) bought.add(`${account} ${product_id}`);
  }
  return bought;
}

/** Log-odds of fraud by word and pair of words, learnt from `rows`. */
export function learnWords(
  texts: readonly string[],
  positive: (index: number) => boolean,
  rows: readonly number[],
): (text: string) => number {
  const counts = new Map<string, [number, number]>();
  const totals: [number, number] = [0, 0];
  for (const row of rows) {
    const side = positive(row) ? 1 : 0;
    totals[side]++;
    for (const token of tokens(texts[row]!)) {
      const count = counts.get(token) ?? [0, 0];
      count[side]++;
      counts.set(token, count);
    }
  }
  return (text) => {
    let odds = 0;
    for (const token of tokens(text)) {
      const [honest, fraud] = counts.get(token) ?? [0, 0];
      if (honest + fraud < 3) continue;
      odds += Math.log((fraud + 0.5) / (totals[1] + 1) / ((honest + 0.5) / (totals[0] + 1)));
    }
    return odds;
  };
}

const tokens = (text: string): Set<string> => {
  const words = text.toLowerCase().match(/\p{L}+|!/gu) ?? [];
  return new Set([...words, ...words.slice(1).map((word, index) => `${words[index]} ${word}`)]);
};
