import { describe, expect, it } from "vitest";
import { Counter, createMetrics, Gauge } from "@atelier/platform/metrics.ts";
import { createMetricsSum } from "./metrics-sum.ts";

function workerThatCounted(requests: number, inFlight: number) {
  const registry = createMetrics("model-api");
  const labelNames = ["route"];
  new Counter({ name: "requests_total", help: "-", labelNames, registers: [registry] }).inc(
    { route: "/a" },
    requests,
  );
  new Gauge({ name: "in_flight", help: "-", registers: [registry] }).set(inFlight);
  return registry.getMetricsAsJSON();
}

describe("the metrics of several workers", () => {
  it("add up, and never go down when a worker ends", async () => {
    const sum = createMetricsSum();
    sum.tell(1, await workerThatCounted(10, 1));
    sum.tell(2, await workerThatCounted(5, 2));
    const before = await sum.text();
    expect(before).toContain('requests_total{route="/a",service="model-api"} 15');
    expect(before).toContain('in_flight{service="model-api"} 3');
    sum.leave(1);
    sum.tell(3, await workerThatCounted(1, 0));
    sum.leave(2);
    const after = await sum.text();
    expect(after).toContain('requests_total{route="/a",service="model-api"} 16');
    expect(after).toContain('in_flight{service="model-api"} 0');
  });
});
