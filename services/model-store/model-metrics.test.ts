import { describe, expect, it } from "vitest";
import type { Manifest } from "@atelier/model/version.ts";
import { Registry } from "@atelier/platform/metrics.ts";
import { modelMetrics, trainingMetrics } from "./model-metrics.ts";

const manifest = (version: string, prAuc: number): Manifest => ({
  version,
  seed: "seed",
  features: ["rating"],
  layers: [],
  calibration: { slope: 1, intercept: 0 },
  threshold: 0.5,
  weightsSha256: "w",
  backend: "wasm",
  data: { reviews: 10, labelled: 5, fingerprint: "f" },
  lockSha256: "l",
  metrics: {
    candidates: [{ name: "network", prAuc }],
    majority: { name: "majority", prAuc: 0.1 },
    bestRule: { name: "high rating", prAuc: 0.2 },
    precision: 1,
    recall: 0.5,
  },
});

describe("the model's metrics", () => {
  it("speak of the version in use, and of no other", async () => {
    const registry = new Registry();
    let current: Manifest | undefined;
    modelMetrics(registry, () => current);
    expect(await registry.metrics()).not.toContain("m-1");
    current = manifest("m-1", 0.8);
    expect(await registry.metrics()).toContain('model_info{version="m-1",backend="wasm"} 1');
    current = manifest("m-2", 0.9);
    const text = await registry.metrics();
    expect(text).not.toContain("m-1");
    expect(text).toContain('model_quality{measure="pr_auc",part="test"} 0.9');
    expect(text).toContain('model_quality{measure="recall",part="test"} 0.5');
  });

  it("add up what trainings have cost, and tell how long the latest took", async () => {
    const registry = new Registry();
    const count = trainingMetrics(registry);
    count({ seconds: 8, energyJoules: 30 });
    count({ seconds: 6, energyJoules: 20 });
    const text = await registry.metrics();
    expect(text).toContain("training_duration_seconds 6");
    expect(text).toContain('model_energy_joules_total{work="training"} 50');
  });
});
