// What the model does, as numbers: how much it is asked, how much of that it flags.
import type { Prediction } from "@atelier/model/network.ts";
import { Counter, Histogram, type Registry } from "@atelier/platform/metrics.ts";

export interface ModelMeter {
  /** Of one request's items, its features included where they were made here. */
  count(predictions: readonly Prediction[], seconds: number): void;
}

export function measureModel(registry: Registry): ModelMeter {
  const registers = [registry];
  const total = new Counter({
    name: "model_predictions_total",
    help: "Reviews scored",
    labelNames: ["flagged"],
    registers,
  });
  const [flagged, passed] = [total.labels("true"), total.labels("false")];
  const durations = new Histogram({
    name: "model_scoring_duration_seconds",
    help: "Time to score all items of a request",
    buckets: [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 5e-3, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  return {
    count(predictions, seconds) {
      let flags = 0;
      for (const prediction of predictions) if (prediction.flagged) flags += 1;
      if (flags > 0) flagged.inc(flags);
      if (flags < predictions.length) passed.inc(predictions.length - flags);
      durations.observe(seconds);
    },
  };
}
