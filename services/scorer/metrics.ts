// What the scorer shows of itself.
import { createConsumerMetrics, type ConsumerMetrics } from "@atelier/platform/consumer-metrics.ts";
import { Counter, Histogram, type Registry } from "@atelier/platform/metrics.ts";
import { createStoreMetrics, type TimeStore } from "@atelier/platform/store-metrics.ts";

export interface ScorerMetrics extends ConsumerMetrics {
  readonly timed: TimeStore;
  predicted(flagged: boolean): void;
  /** Features and scores of one batch were reckoned. */
  reckoned(seconds: number): void;
}

export function createScorerMetrics(registry: Registry): ScorerMetrics {
  const registers = [registry];
  const predictions = new Counter({
    name: "model_predictions_total",
    help: "Reviews scored",
    labelNames: ["flagged"],
    registers,
  });
  const reckoning = new Histogram({
    name: "model_scoring_duration_seconds",
    help: "Time to make the features of a batch and to score them, the stores' time left out",
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  return {
    ...createConsumerMetrics(registry),
    timed: createStoreMetrics(registry),
    predicted: (flagged) => predictions.inc({ flagged: String(flagged) }),
    reckoned: (seconds) => reckoning.observe(seconds),
  };
}
