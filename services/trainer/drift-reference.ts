// What later data will be held against: every review that there was in training, labelled or not, as the new model
// scores it.
import { makeReference, type DriftReference } from "@atelier/model/drift/reference.ts";
import type { History } from "@atelier/model/history.ts";
import { scoreOf, type Network } from "@atelier/model/network.ts";
import type { Example } from "./examples.ts";

/**
 * @param examples of the history's reviews, in its order
 * @param rejected share of reviews that could not be used
 */
export function driftReferenceOf(
  network: Network,
  examples: readonly Example[],
  history: History,
  rejected: number,
): DriftReference {
  return makeReference(
    examples.map(({ features }, index) => {
      const { at, productId } = history.reviews[index]!;
      return { features, score: scoreOf(network, features), product: history.product(productId), at };
    }),
    rejected,
  );
}
