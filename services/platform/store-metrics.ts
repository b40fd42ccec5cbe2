// How long stores take for what is asked of them, failures included: a store that is away shows in it too.
import { Histogram, type Registry } from "./metrics.ts";

type StoreName = "postgres" | "mongo" | "neo4j" | "kafka";

/** Does `work`, and notes how long it took. */
export type TimeStore = <T>(store: StoreName, operation: string, work: () => Promise<T>) => Promise<T>;

export function createStoreMetrics(registry: Registry): TimeStore {
  const durations = new Histogram({
    name: "store_operation_duration_seconds",
    help: "Time that a store took for one operation, failed ones included",
    labelNames: ["store", "operation"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return async (store, operation, work) => {
    const end = durations.startTimer({ store, operation });
    try {
      return await work();
    } finally {
      end();
    }
  };
}
