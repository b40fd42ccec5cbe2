// The features of a review, in the one order in which models take them: text, behaviour, time, graph. None looks at
// anything that was written after the review. Offline and online alike call `featuresOf`.
import { BEHAVIOUR_FEATURES } from "./features/behaviour.ts";
import { GRAPH_FEATURES } from "./features/graph.ts";
import { TEXT_FEATURES } from "./features/text.ts";
import { TIME_FEATURES } from "./features/time.ts";
import { viewOf, type Feature } from "./features/view.ts";
import type { History, Known } from "./history.ts";

const FEATURES: Readonly<Record<string, Feature>> = {
  ...TEXT_FEATURES,
  ...BEHAVIOUR_FEATURES,
  ...TIME_FEATURES,
  ...GRAPH_FEATURES,
};

export const FEATURE_NAMES: readonly string[] = Object.keys(FEATURES);
const LIST = Object.values(FEATURES);

/** One value per name of `FEATURE_NAMES`, finite. */
export function featuresOf(review: Known, history: History): Float32Array {
  const view = viewOf(review, history);
  return Float32Array.from(LIST, (feature) => feature(view));
}
