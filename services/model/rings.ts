// The view without labels: accounts that keep meeting. Two that reviewed the same products within days, at least twice,
// and share a device or a network, are tied; whoever is tied to each other, directly or not, is one ring. It looks at the
// whole history, for people who investigate; no feature is made of it.
import { NEAR } from "./features/view.ts";
import type { History, Known } from "./history.ts";

const MEETINGS = 2;
const FEWEST_MEMBERS = 3;

export interface SuspectedRing {
  readonly accounts: readonly string[];
  readonly reviews: readonly string[];
}

export function findRings(history: History): SuspectedRing[] {
  const meetings = new Map<string, Set<string>>();
  for (const reviews of Map.groupBy(history.reviews, (one) => one.productId).values()) {
    for (const [at, one] of reviews.entries()) {
      for (let next = at + 1; next < reviews.length; next += 1) {
        const other = reviews[next]!;
        if (other.at - one.at > NEAR) break;
        if (other.accountKey === one.accountKey) continue;
        const pair = pairOf(one.accountKey, other.accountKey);
        meetings.set(pair, (meetings.get(pair) ?? new Set()).add(one.productId));
      }
    }
  }
  const byAccount = Map.groupBy(history.reviews, (one) => one.accountKey);
  const leader = new Map<string, string>();
  const leaderOf = (account: string): string => {
    const next = leader.get(account) ?? account;
    return next === account ? account : leaderOf(next);
  };
  for (const [pair, products] of meetings) {
    if (products.size < MEETINGS) continue;
    const [a = "", b = ""] = pair.split(" ");
    if (shareConnection(byAccount.get(a) ?? [], byAccount.get(b) ?? [])) leader.set(leaderOf(a), leaderOf(b));
  }
  const groups = Map.groupBy(byAccount.keys(), leaderOf);
  return [...groups.values()]
    .filter((accounts) => accounts.length >= FEWEST_MEMBERS)
    .map((accounts) => ({
      accounts: accounts.toSorted(),
      reviews: accounts.flatMap((account) => (byAccount.get(account) ?? []).map(({ id }) => id)).toSorted(),
    }));
}

const pairOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

function shareConnection(ours: readonly Known[], theirs: readonly Known[]): boolean {
  const connections = new Set(ours.flatMap(({ deviceKey, networkKey }) => [deviceKey, networkKey]));
  return theirs.some((one) => connections.has(one.deviceKey) || connections.has(one.networkKey));
}
