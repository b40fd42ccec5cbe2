// What a consumer group shows of itself: how far it is behind, and how much it does at once.
import { Gauge, Histogram, type Registry } from "./metrics.ts";

export interface ConsumerMetrics {
  /** Records between what the group has committed and the end of the topic, of this member's partitions. */
  lag(group: string, topic: string, records: number): void;
  /** A batch was applied. */
  applied(topic: string, records: number): void;
}

export function createConsumerMetrics(registry: Registry): ConsumerMetrics {
  const registers = [registry];
  const lag = new Gauge({
    name: "consumer_lag_records",
    help: "Records between the committed offset and the end of the topic, as of the latest fetch, of this member's partitions",
    labelNames: ["group", "topic"],
    registers,
  });
  const batches = new Histogram({
    name: "batch_records",
    help: "Records in one applied batch; the sum is all records applied",
    labelNames: ["topic"],
    buckets: [1, 10, 100, 500, 1000, 2000, 5000],
    registers,
  });
  return {
    lag: (group, topic, records) => lag.set({ group, topic }, records),
    applied: (topic, records) => batches.observe({ topic }, records),
  };
}
