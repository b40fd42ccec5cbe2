// From items to scores: features are made from the stores, or taken as given, and the active network scores them.
import type { PredictionItem } from "@atelier/contracts/model-api.ts";
import type { Facts, ReviewFact } from "@atelier/model/facts.ts";
import { featuresOf } from "@atelier/model/features.ts";
import { createHistory } from "@atelier/model/history.ts";
import type { Prediction } from "@atelier/model/network.ts";
import type { Ties } from "@atelier/model-store/graph.ts";
import type { Served } from "./active-model.ts";
import { ApiError } from "./problems.ts";

/** What predictions ask of the stores. */
export interface FactReader {
  /** Of those of the reviews that are there. @throws RetryableError */
  ties(ids: readonly string[]): Promise<readonly (Ties & { readonly id: string })[]>;
  /** Every fact that a feature of these reviews may look at. @throws RetryableError */
  around(reviews: readonly Ties[]): Promise<Facts>;
}

type Features = ArrayLike<number>;

/**
 * Hears of each scoring, on the thread that answers: it must be quick.
 * `features` are those that were scored; they may be used again by others once it returns.
 */
export interface ScoreObserver {
  observe(features: ArrayLike<number>, score: number): void;
}

/** At once, and not by a promise, when every item brings its features. */
export function predict(
  items: readonly PredictionItem[],
  model: Pick<Served, "predict">,
  reader: FactReader,
  observer: ScoreObserver,
): Prediction[] | Promise<Prediction[]> {
  const score = (features: Features): Prediction => {
    const prediction = model.predict(features);
    observer.observe(features, prediction.score);
    return prediction;
  };
  if (items.every(hasFeatures)) return items.map(({ features }) => score(features));
  return featuresOfItems(items, reader).then((list) => list.map(score));
}

const hasFeatures = (item: PredictionItem): item is Extract<PredictionItem, { features: number[] }> =>
  "features" in item;

/** @throws ApiError 422 naming the reviews that the stores do not hold. */
async function featuresOfItems(items: readonly PredictionItem[], reader: FactReader): Promise<Features[]> {
  const ids = items.flatMap((item) => ("reviewId" in item ? [item.reviewId] : []));
  const known = ids.length > 0 ? await reader.ties(ids) : [];
  const raw = items.map((item, at) => ("review" in item ? rawReview(item.review, at) : undefined));
  const facts = await reader.around([...known, ...raw.filter((one) => one !== undefined)]);
  // A raw review is judged by what came before it, not by the other raw ones of the request.
  const stored = createHistory(facts);
  const byId = new Map(stored.reviews.map((review) => [review.id, review]));
  requireAll(items, byId);
  return items.map((item, at) => {
    if ("features" in item) return item.features;
    if ("reviewId" in item) return featuresOf(byId.get(item.reviewId)!, stored);
    return featuresOf(stored.know(raw[at]!), stored);
  });
}

type Raw = Extract<PredictionItem, { review: unknown }>["review"];

/** After every stored review of the same instant, since ids are letters and digits. */
const rawReview = ({ writtenAt, ...review }: Raw, at: number): ReviewFact => ({
  ...review,
  id: `~${at}`,
  at: Date.parse(writtenAt),
});

function requireAll(items: readonly PredictionItem[], byId: ReadonlyMap<string, unknown>): void {
  const unknown = items.flatMap((item, at) =>
    "reviewId" in item && !byId.has(item.reviewId)
      ? [{ path: `/items/${at}/reviewId`, message: "no such review" }]
      : [],
  );
  if (unknown.length > 0) throw new ApiError(422, "Some reviews are not in the stores", unknown);
}
