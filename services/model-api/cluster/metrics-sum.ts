// The metrics of all workers as those of one service. What a worker that has ended had counted still counts: a sum that
// went down would look like a restart, and all of it be counted again.
import { addUpMetrics, type MetricsAsJson } from "@atelier/platform/metrics.ts";

export function createMetricsSum() {
  const running = new Map<number, MetricsAsJson>();
  let ended: MetricsAsJson = [];
  return {
    /** What a worker has counted so far. */
    tell: (worker: number, metrics: MetricsAsJson) => void running.set(worker, metrics),
    leave(worker: number): void {
      const last = running.get(worker) ?? [];
      running.delete(worker);
      ended = addUpMetrics([ended, last.filter(({ type }) => String(type) !== "gauge")]).metrics;
    },
    /** In Prometheus' text form. */
    text: (): Promise<string> => addUpMetrics([...running.values(), ended]).text(),
  };
}
