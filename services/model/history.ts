// What was known when a review was written: facts in the order of their time, and the part of it before one review.
// The same for a whole base and for the few facts around a batch of the stream: what is not looked at need not be there.
import type { AccountFact, Facts, ProductFact, ReviewFact } from "./facts.ts";

/** What reviews have in common. */
export type Link = "productId" | "accountKey" | "deviceKey" | "networkKey";

export interface Known extends ReviewFact {
  readonly shingles: ReadonlySet<string>;
  readonly verified: boolean;
  readonly verdict: { readonly fraudulent: boolean; readonly at: number } | undefined;
}

export interface History {
  readonly reviews: readonly Known[];
  /** What is known of a review, be it in this history or not. */
  know(review: ReviewFact): Known;
  /** Reviews before `review` that share its `link`, oldest first, itself not among them; written at `since` or later. */
  before(link: Link, review: ReviewFact, since?: number): readonly Known[];
  /** Reviews of a product from `since` to `until` that were written before `review`. */
  around(productId: string, since: number, until: number, review: ReviewFact): readonly Known[];
  /** The account's purchases before a time, oldest first. */
  purchases(
    accountKey: string,
    before: number,
  ): readonly { readonly productId: string; readonly at: number }[];
  product(id: string): ProductFact | undefined;
  account(key: string): AccountFact | undefined;
}

const LINKS: readonly Link[] = ["productId", "accountKey", "deviceKey", "networkKey"];

/** Whatever their order of arrival, reviews have one order: by time, then by id. */
const isBefore = (a: ReviewFact, b: ReviewFact): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

/** @param shinglesOf may remember: of equal texts it gives the same. */
export function createHistory(facts: Facts, shinglesOf: ShinglesOf = pairsOfWords): History {
  const purchases = Map.groupBy(
    facts.purchases.toSorted((a, b) => a.at - b.at),
    (one) => one.accountKey,
  );
  const verdicts = new Map(facts.verdicts.map((one) => [one.reviewId, one]));
  const products = new Map(facts.products.map((one) => [one.id, one]));
  const accounts = new Map(facts.accounts.map((one) => [one.key, one]));
  const bought = (accountKey: string, productId: string, before: number) =>
    (purchases.get(accountKey) ?? []).some((one) => one.productId === productId && one.at < before);
  const know = (review: ReviewFact): Known => ({
    ...review,
    shingles: shinglesOf(review.text),
    verified: bought(review.accountKey, review.productId, review.at),
    verdict: verdicts.get(review.id),
  });
  const reviews = facts.reviews.map(know).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  const linked = new Map(LINKS.map((link) => [link, Map.groupBy(reviews, (one) => one[link])]));
  const listOf = (link: Link, key: string) => linked.get(link)!.get(key) ?? [];

  return {
    reviews,
    know,
    before(link, review, since = -Infinity) {
      const list = listOf(link, review[link]);
      return list.slice(
        firstWhere(list, (one) => one.at >= since),
        firstWhere(list, (one) => !isBefore(one, review)),
      );
    },
    around(productId, since, until, review) {
      const list = listOf("productId", productId);
      return list.slice(
        firstWhere(list, (one) => one.at >= since),
        firstWhere(list, (one) => one.at > until || !isBefore(one, review)),
      );
    },
    purchases(accountKey, before) {
      const list = purchases.get(accountKey) ?? [];
      return list.slice(
        0,
        firstWhere(list, (one) => one.at >= before),
      );
    },
    product: (id) => products.get(id),
    account: (key) => accounts.get(key),
  };
}

/** Index of the first element for which `holds` is true, the list being false before it and true after. */
function firstWhere<T>(list: readonly T[], holds: (one: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export type ShinglesOf = (text: string) => ReadonlySet<string>;

/** Pairs of neighbouring words. */
export function pairsOfWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
}
