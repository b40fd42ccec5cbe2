import { expect, it } from "vitest";
import { Registry } from "./metrics.ts";
import { createStoreMetrics } from "./store-metrics.ts";

it("times what a store did, and what it failed to do", async () => {
  const registry = new Registry();
  const timed = createStoreMetrics(registry);
  expect(await timed("mongo", "apply", () => Promise.resolve("applied"))).toBe("applied");
  await expect(timed("mongo", "apply", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await registry.metrics()).toContain(
    'store_operation_duration_seconds_count{store="mongo",operation="apply"} 2',
  );
});
