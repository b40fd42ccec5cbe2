import { expect, it } from "vitest";
import { completeMetricsPorts, REFERENCE_SERVICES, withMetrics } from "./metrics-ports.ts";

it("gives every service a port of its own, and leaves what is known", async () => {
  const ports = await completeMetricsPorts({ scraper: 15_123 });
  expect(ports["scraper"]).toBe(15_123);
  expect(Object.keys(ports).toSorted()).toEqual(["source", ...REFERENCE_SERVICES].toSorted());
  expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
  expect(await completeMetricsPorts(ports)).toEqual(ports);
});

it("tells a service its port, and one that has none that it shows nothing", () => {
  const spec = {
    name: "scraper",
    command: ["node"] as const,
    cwd: "/",
    environment: { A: "1" },
    detached: true,
  };
  expect(withMetrics(spec, { scraper: 15_123 }).environment).toEqual({ A: "1", METRICS_PORT: "15123" });
  expect(withMetrics(spec, {}).environment).toEqual({ A: "1", METRICS_PORT: "0" });
});
