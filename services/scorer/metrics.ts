// What the scorer shows of itself.
import { Counter, Gauge, Histogram, type Registry } from "@atelier/platform/metrics.ts";

export interface ScorerMetrics {
  /** A batch was scored and published. */
  applied(topic: string, records: number): void;
  /** Records of a topic that a group has still to read. */
  lag(group: string, topic: string, records: number): void;
  predicted(flagged: boolean): void;
  /** Features and scores of one batch were reckoned. */
  reckoned(seconds: number): void;
  /** Runs `work`, and notes how long the store took. */
  timed<T>(store: "kafka" | "neo4j" | "postgres", operation: string, work: Promise<T>): Promise<T>;
}

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createScorerMetrics(registry: Registry): ScorerMetrics {
  const registers = [registry];
  const batch = new Histogram({
    name: "batch_records",
    help: "Records in one batch",
    labelNames: ["topic"],
    buckets: [1, 10, 100, 500, 1000, 2000, 5000],
    registers,
  });
  const lag = new Gauge({
    name: "consumer_lag_records",
    help: "Records that a group has still to read",
    labelNames: ["group", "topic"],
    registers,
  });
  const predictions = new Counter({
    name: "model_predictions_total",
    help: "Reviews scored",
    labelNames: ["flagged"],
    registers,
  });
  const reckoning = new Histogram({
    name: "model_scoring_duration_seconds",
    help: "Time to make the features of a batch and to score them, the stores' time left out",
    buckets: SECONDS,
    registers,
  });
  const operations = new Histogram({
    name: "store_operation_duration_seconds",
    help: "Time that a store took",
    labelNames: ["store", "operation"],
    buckets: SECONDS,
    registers,
  });
  return {
    applied: (topic, records) => batch.observe({ topic }, records),
    lag: (group, topic, records) => lag.set({ group, topic }, records),
    predicted: (flagged) => predictions.inc({ flagged: String(flagged) }),
    reckoned: (seconds) => reckoning.observe(seconds),
    async timed(store, operation, work) {
      const end = operations.startTimer({ store, operation });
      try {
        return await work;
      } finally {
        end();
      }
    },
  };
}
