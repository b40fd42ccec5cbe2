// What predictions cost: the features and the score of some reviews, made once more.
import { featuresOf } from "@atelier/model/features.ts";
import type { History } from "@atelier/model/history.ts";
import { predictionOf, type Network } from "@atelier/model/network.ts";
import { energyOf, type Usage } from "./cost.ts";

const MOST_REVIEWS = 2000;

export function joulesPerThousand(history: History, network: Network, usage: () => Usage): number {
  const reviews = history.reviews.slice(-MOST_REVIEWS);
  const before = usage();
  for (const review of reviews) predictionOf(network, featuresOf(review, history));
  return (energyOf(before, usage()).joules / reviews.length) * 1000;
}
