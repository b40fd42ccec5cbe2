// A world whose reviews are scored as they are written and watched for drift, as the scorer does it, without an engine:
// what its gauges show, step by step.
import { createDriftWatch } from "@atelier/model-store/drift-metrics.ts";
import { featuresOf } from "@atelier/model/features.ts";
import { createHistory } from "@atelier/model/history.ts";
import { scoreOf, type Network } from "@atelier/model/network.ts";
import { Registry } from "@atelier/platform/metrics.ts";
import { driftReferenceOf } from "@atelier/trainer/drift-reference.ts";
import { makeExamples } from "@atelier/trainer/examples.ts";
import { train } from "@atelier/trainer/train.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Drift } from "@atelier/world/listing.ts";
import { factsOf, rejectedShareOf } from "./truth-facts.ts";

export interface WatchedWorld {
  /** Trains on all that there is, and watches against it from now on. */
  train(): Promise<void>;
  /** Moves on by some ticks; what was written in them is scored by the facts of their end. @returns the gauges' text */
  advance(ticks: number, drift: Drift): Promise<string>;
}

const PSEUDONYM_KEY = "0123456789abcdef0123456789abcdef";

export function watchWorld(seed: string, scale: number): WatchedWorld {
  const registry = new Registry();
  registry.setDefaultLabels({ service: "scorer" });
  const watch = createDriftWatch(registry);
  const drifts: Drift[] = [];
  const scored = new Set<string>();
  let network: Network;
  const truth = () =>
    createTruth({
      secret: secretFromSeed(seed),
      scale,
      pseudonymKey: PSEUDONYM_KEY,
      ticks: drifts.length,
      drifts,
    });
  return {
    async train() {
      const world = truth();
      const { history, all, labelled } = makeExamples(factsOf(world));
      ({ network } = await train(
        labelled,
        seed,
        () => undefined,
        () => ({ user: 0, system: 0, joules: null }),
      ));
      watch.follow({ drift: driftReferenceOf(network, all, history, rejectedShareOf(world)) });
      for (const { reviewId } of all) scored.add(reviewId);
    },
    async advance(ticks, drift) {
      for (let tick = 0; tick < ticks; tick += 1) drifts.push(drift);
      const history = createHistory(factsOf(truth()));
      for (const review of history.reviews) {
        if (scored.has(review.id)) continue;
        scored.add(review.id);
        const features = featuresOf(review, history);
        watch.observe(features, scoreOf(network, features), history.product(review.productId), review.at);
      }
      return registry.metrics();
    },
  };
}
