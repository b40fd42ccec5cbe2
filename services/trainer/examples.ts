// What models are trained on: the features of every review, as they were when it was written, and the moderators'
// verdict where there is one. Parts follow each other in time, as they will in use.
import { createHash } from "node:crypto";
import type { Facts } from "@atelier/model/facts.ts";
import { featuresOf } from "@atelier/model/features.ts";
import { createHistory, type History } from "@atelier/model/history.ts";

export interface Example {
  readonly reviewId: string;
  readonly features: Float32Array;
}

export interface Labelled extends Example {
  readonly fraudulent: boolean;
}

export interface Parts {
  readonly training: readonly Labelled[];
  readonly test: readonly Labelled[];
}

const TRAINING_SHARE = 0.8;

export interface Examples {
  readonly history: History;
  /** Oldest first. */
  readonly all: readonly Example[];
  readonly labelled: readonly Labelled[];
}

/** @param logged what serving saw of a review is what is learnt of it; the others' features are made here. */
export function makeExamples(facts: Facts, logged: readonly Example[] = []): Examples {
  const history = createHistory(facts);
  const served = new Map(logged.map(({ reviewId, features }) => [reviewId, features]));
  const all: Example[] = [];
  const labelled: Labelled[] = [];
  for (const review of history.reviews) {
    const example = { reviewId: review.id, features: served.get(review.id) ?? featuresOf(review, history) };
    all.push(example);
    if (review.verdict) labelled.push({ ...example, fraudulent: review.verdict.fraudulent });
  }
  return { history, all, labelled };
}

export function splitByTime(labelled: readonly Labelled[]): Parts {
  const first = Math.floor(labelled.length * TRAINING_SHARE);
  return { training: labelled.slice(0, first), test: labelled.slice(first) };
}

/** Equal for equal data, whatever brought it. */
export function fingerprintOf(labelled: readonly Labelled[]): string {
  const hash = createHash("sha256");
  for (const { reviewId, features, fraudulent } of labelled) {
    hash
      .update(reviewId)
      .update(features)
      .update(fraudulent ? "1" : "0");
  }
  return hash.digest("hex");
}
