// How the author rates and buys, and how the product is rated.
import { DAY, count, log, mean, share, type Feature, type View } from "./view.ts";

const MIDDLE_RATING = 4;
const isExtreme = ({ rating }: { readonly rating: number }) => rating === 1 || rating === 5;
const sellerOf = ({ history }: View, productId: string) => history.product(productId)?.sellerId ?? productId;

const lastPurchase = ({ review, history }: View) =>
  history.purchases(review.accountKey, review.at).findLast((one) => one.productId === review.productId);

export const BEHAVIOUR_FEATURES = {
  rating: ({ review }) => review.rating,
  ratingExtreme: ({ review }) => (isExtreme(review) ? 1 : 0),
  ratingFromAuthor: ({ review, author }) =>
    review.rating -
    mean(
      author.map((one) => one.rating),
      MIDDLE_RATING,
    ),
  verified: ({ review }) => (review.verified ? 1 : 0),
  daysSincePurchase: (view) => {
    const bought = lastPurchase(view);
    return bought ? log((view.review.at - bought.at) / DAY) : -1;
  },
  authorPurchases: ({ review, history }) => log(history.purchases(review.accountKey, review.at).length),
  authorReviews: ({ author }) => log(author.length),
  authorVerified: ({ author }) => log(count(author, (one) => one.verified)),
  authorUnverifiedShare: ({ author }) => share(author, (one) => !one.verified),
  authorExtremeShare: ({ author }) => share(author, isExtreme, 0.5),
  authorSellerAgain: (view) =>
    log(count(view.author, (one) => sellerOf(view, one.productId) === sellerOf(view, view.review.productId))),
  authorProductAgain: ({ review, author }) => log(count(author, (one) => one.productId === review.productId)),
  productReviews: ({ product }) => log(product.length),
  productRating: ({ product }) =>
    mean(
      product.map((one) => one.rating),
      MIDDLE_RATING,
    ),
  productUnverifiedShare: ({ month }) => share(month, (one) => !one.verified),
  productPrice: ({ review, history }) => log(history.product(review.productId)?.priceCents ?? 0),
} satisfies Record<string, Feature>;
