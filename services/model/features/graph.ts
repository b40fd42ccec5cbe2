// Whom the author is tied to by devices, networks and meetings, and what moderators had found of them by then.
import type { Known } from "../history.ts";
import { count, distinct, log, share, type Feature, type View } from "./view.ts";

const authors = (items: readonly Known[]): number => distinct(items, (one) => one.accountKey);
const others = ({ review }: View, items: readonly Known[]): readonly Known[] =>
  items.filter((one) => one.accountKey !== review.accountKey);
const onProduct = ({ review }: View, items: readonly Known[]): readonly Known[] =>
  items.filter((one) => one.productId === review.productId);
const ofCompanions = ({ companions }: View, items: readonly Known[]): readonly Known[] =>
  items.filter((one) => companions.has(one.accountKey));
const isConnected = (one: Known, other: Known): boolean =>
  one.deviceKey === other.deviceKey || one.networkKey === other.networkKey;
/** Verdicts that were known when the review was written: those of guilt, less those of innocence. */
const verdicts = ({ review }: View, items: readonly Known[], fraudulent: boolean): number =>
  count(items, ({ verdict }) => verdict?.fraudulent === fraudulent && verdict.at <= review.at);

export const GRAPH_FEATURES = {
  deviceReviews: ({ device }) => log(device.length),
  deviceAuthors: (view) => log(authors(others(view, view.device))),
  deviceOnProduct: (view) => log(authors(others(view, onProduct(view, view.device)))),
  deviceNear: (view) => log(count(view.near, (one) => one.deviceKey === view.review.deviceKey)),
  // A shop's tablet has one network, a ring's device several.
  deviceNetworks: ({ device }) => log(distinct(device, (one) => one.networkKey)),
  deviceProducts: ({ device }) => log(distinct(device, (one) => one.productId)),
  networkAuthors: (view) => log(authors(others(view, view.network))),
  authorDevices: ({ author }) => log(distinct(author, (one) => one.deviceKey)),
  deviceIsNew: ({ review, author }) => (author.some((one) => one.deviceKey === review.deviceKey) ? 0 : 1),
  companions: ({ companions }) => log(companions.size),
  companionsNear: ({ near, companions }) => log(count(near, (one) => companions.has(one.accountKey))),
  // Visitors of one shop have not met elsewhere, members of one ring have.
  companionsOnDevice: (view) => log(authors(ofCompanions(view, view.device))),
  companionsOnNetwork: (view) => log(authors(ofCompanions(view, view.network))),
  nearConnected: ({ review, near }) => log(count(near, (one) => isConnected(one, review))),
  authorElsewhereShare: ({ review, author }) => share(author, (one) => !isConnected(one, review)),
  authorGuilty: (view) => log(verdicts(view, view.author, true)),
  deviceGuilty: (view) => log(verdicts(view, view.device, true)),
  networkGuilty: (view) => log(verdicts(view, view.network, true)),
  meetingsGuilty: (view) => log(verdicts(view, view.meetings, true)),
  meetingsGuiltyShare: (view) => {
    const guilty = verdicts(view, view.meetings, true);
    return guilty / Math.max(1, guilty + verdicts(view, view.meetings, false));
  },
  tiedInnocent: (view) => log(verdicts(view, [...view.author, ...view.device], false)),
} satisfies Record<string, Feature>;
