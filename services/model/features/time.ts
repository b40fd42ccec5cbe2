// When: since what, and how dense the days before were.
import type { Known } from "../history.ts";
import { DAY, HOUR, NEAR, count, log, share, type Feature } from "./view.ts";

const LONG_AGO = 1000 * DAY;
const WEEK = 7 * DAY;
const sinceLast = (at: number, earlier: readonly Known[]): number =>
  log((at - (earlier.at(-1)?.at ?? at - LONG_AGO)) / HOUR);
const within = (at: number, earlier: readonly Known[], span: number): number =>
  log(count(earlier, (one) => one.at >= at - span));

export const TIME_FEATURES = {
  accountDays: ({ review, history }) => {
    const account = history.account(review.accountKey);
    return account ? log((review.at - account.createdAt) / DAY) : -1;
  },
  productDays: ({ review, history }) => {
    const product = history.product(review.productId);
    return product ? log((review.at - product.listedAt) / DAY) : -1;
  },
  sinceAuthor: ({ review, author }) => sinceLast(review.at, author),
  sinceProduct: ({ review, product }) => sinceLast(review.at, product),
  authorInDays: ({ review, author }) => within(review.at, author, NEAR),
  authorInWeek: ({ review, author }) => within(review.at, author, WEEK),
  deviceInDays: ({ review, device }) => within(review.at, device, NEAR),
  productInDay: ({ review, near }) => within(review.at, near, DAY),
  productInDays: ({ near }) => log(near.length),
  productInMonth: ({ month }) => log(month.length),
  productBurst: ({ near, month }) => (near.length + 1) / (month.length + 1),
  productSameRating: ({ review, near }) => log(count(near, (one) => one.rating === review.rating)),
  productNearUnverified: ({ near }) => log(count(near, (one) => !one.verified)),
  productNearUnverifiedShare: ({ near }) => share(near, (one) => !one.verified),
} satisfies Record<string, Feature>;
