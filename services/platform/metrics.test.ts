import { afterEach, expect, test } from "vitest";
import { ConfigError } from "./errors.ts";
import { Counter, createMetrics, serveMetrics, type MetricsEndpoint } from "./metrics.ts";

const open: MetricsEndpoint[] = [];
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

test("a counter registered on the service's registry is shown with the service's name", async () => {
  const registry = createMetrics("loader");
  new Counter({ name: "records_total", help: "Records.", registers: [registry] }).inc(3);
  const endpoint = await serveMetrics(registry, 0);
  open.push(endpoint);
  const response = await fetch(`http://127.0.0.1:${endpoint.port}/metrics`);
  const text = await response.text();
  expect(text).toContain('records_total{service="loader"} 3');
  expect(text).toContain("process_resident_memory_bytes");
});

test("two services in one process do not share metrics", async () => {
  const [first, second] = [createMetrics("one"), createMetrics("two")];
  new Counter({ name: "records_total", help: "Records.", registers: [first] }).inc();
  expect(await second.metrics()).not.toContain("records_total");
});

test("a process that answers nothing else says that it lives", async () => {
  const endpoint = await serveMetrics(createMetrics("loader"), 0);
  open.push(endpoint);
  const response = await fetch(`http://127.0.0.1:${endpoint.port}/health/live`);
  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 200,
    body: { status: "live" },
  });
});

test("any other path is not found", async () => {
  const endpoint = await serveMetrics(createMetrics("loader"), 0);
  open.push(endpoint);
  const response = await fetch(`http://127.0.0.1:${endpoint.port}/`);
  await response.text();
  expect(response.status).toBe(404);
});

test("a taken port is a configuration error", async () => {
  const endpoint = await serveMetrics(createMetrics("loader"), 0);
  open.push(endpoint);
  await expect(serveMetrics(createMetrics("loader"), endpoint.port)).rejects.toThrow(ConfigError);
});
