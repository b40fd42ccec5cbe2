// Whom the author is tied to by devices, networks and meetings, and what moderators had found of them by then.
import type { Known } from "../history.ts";
import { count, distinct, log, share, type Feature, type View } from "./view.ts";

const authors = (items: readonly Known[]): number => distinct(items, (one) => one.accountKey);
const others = ({ review }: View, items: readonly Known[]): readonly Known[] =>
  items.filter((one) => one.accountKey !== review.accountKey);
const onProduct = ({ review }: View, items: readonly Known[]): readonly Known[] =>
  items.filter((one) => one.productId === review.productId);
/** Verdicts that were known when the review was written: those of guilt, less those of innocence. */
const verdicts = ({ review }: View, items: readonly Known[], fraudulent: boolean): number =>
  count(items, ({ verdict }) => verdict?.fraudulent === fraudulent && verdict.at <= review.at);

export const GRAPH_FEATURES = {
  deviceReviews: ({ device }) => log(device.length),
  deviceAuthors: (view) => log(authors(others(view, view.device))),
  deviceOnProduct: (view) => log(authors(others(view, onProduct(view, view.device)))),
  deviceUnverifiedShare: ({ device }) => share(device, (one) => !one.verified),
  networkAuthors: (view) => log(authors(others(view, view.network))),
  networkOnProduct: (view) => log(authors(others(view, onProduct(view, view.network)))),
  authorDevices: ({ author }) => log(distinct(author, (one) => one.deviceKey)),
  deviceIsNew: ({ review, author }) => (author.some((one) => one.deviceKey === review.deviceKey) ? 0 : 1),
  companions: ({ companions }) => log(companions.size),
  companionsNear: ({ near, companions }) => log(count(near, (one) => companions.has(one.accountKey))),
  nearOnNetwork: ({ review, near }) => log(count(near, (one) => one.networkKey === review.networkKey)),
  authorGuilty: (view) => log(verdicts(view, view.author, true)),
  deviceGuilty: (view) => log(verdicts(view, view.device, true)),
  networkGuilty: (view) => log(verdicts(view, view.network, true)),
  tiedInnocent: (view) => log(verdicts(view, [...view.author, ...view.device], false)),
} satisfies Record<string, Feature>;
