// What is around one review when it is written, looked up once for all features.
import type { Known, History } from "../history.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Campaigns last days: who writes of the same product within so many is near. */
export const NEAR = 4 * DAY;
const MONTH = 30 * DAY;

export interface View {
  readonly review: Known;
  readonly history: History;
  /** Earlier reviews: of the author, of the product, from the device, from the network. */
  readonly author: readonly Known[];
  readonly product: readonly Known[];
  readonly device: readonly Known[];
  readonly network: readonly Known[];
  /** Of the product in the last days, by others. */
  readonly near: readonly Known[];
  readonly month: readonly Known[];
  /** Reviews by others near an earlier one of the author, on another product. */
  readonly meetings: readonly Known[];
  /** Their authors. */
  readonly companions: ReadonlySet<string>;
}

export function viewOf(review: Known, history: History): View {
  const isOther = (one: Known) => one.accountKey !== review.accountKey;
  const author = history.before("accountKey", review);
  const product = history.before("productId", review);
  const meetings = author
    .filter((earlier) => earlier.productId !== review.productId)
    .flatMap(({ productId, at }) => history.around(productId, at - NEAR, at + NEAR, review))
    .filter(isOther);
  return {
    review,
    history,
    author,
    product,
    device: history.before("deviceKey", review),
    network: history.before("networkKey", review),
    near: product.filter((one) => isOther(one) && one.at >= review.at - NEAR),
    month: product.filter((one) => one.at >= review.at - MONTH),
    meetings,
    companions: new Set(meetings.map((one) => one.accountKey)),
  };
}

export type Feature = (view: View) => number;

export const count = <T>(items: readonly T[], holds: (item: T) => boolean): number => {
  let found = 0;
  for (const item of items) if (holds(item)) found += 1;
  return found;
};
export const share = <T>(items: readonly T[], holds: (item: T) => boolean, without = 0): number =>
  items.length === 0 ? without : count(items, holds) / items.length;
export const distinct = <T>(items: readonly T[], keyOf: (item: T) => string): number =>
  new Set(items.map(keyOf)).size;
export const mean = (values: readonly number[], without: number): number =>
  values.length === 0 ? without : values.reduce((sum, value) => sum + value, 0) / values.length;
/** Counts and durations spread over decades. */
export const log = (value: number): number => Math.log1p(Math.max(0, value));
