import { describe, expect, it } from "vitest";
import { makeReference } from "@atelier/model/drift/reference.ts";
import { scored, spread } from "@atelier/model/testing/scored.ts";
import { Registry } from "@atelier/platform/metrics.ts";
import { createDriftWatch } from "./drift-metrics.ts";

const records = (rating: (at: number) => number) =>
  Array.from({ length: 500 }, (_, at) => scored({ rating: rating(at) }, { hasQuantity: at % 5 > 0 }));
const usual = records(spread);
const drift = makeReference(usual, 0.01);

function start() {
  const registry = new Registry();
  const watch = createDriftWatch(registry);
  const lines = async () => (await registry.metrics()).split("\n").filter((line) => !line.startsWith("#"));
  const valueOf = async (series: string) => {
    const line = (await lines()).find((one) => one.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length + 1));
  };
  const observe = (all: typeof usual) => {
    for (const { features, score, product } of all) watch.observe(features, score, product);
  };
  return { watch, observe, lines, valueOf };
}

describe("the gauges of drift", () => {
  it("show a full window at the first look", async () => {
    const { watch, observe, valueOf } = start();
    watch.follow({ drift });
    observe(records(() => 0.99));
    expect(await valueOf("model_drift_window_records")).toBe(500);
    expect(await valueOf('model_drift_psi{feature="rating"}')).toBeGreaterThan(1);
    expect(await valueOf('model_drift_psi{feature="textWords"}')).toBe(0);
    expect(await valueOf("model_drift_score_psi")).toBe(0);
    expect(await valueOf('model_drift_missing_ratio{field="quantity"}')).toBe(0.2);
    expect(await valueOf('model_drift_expected_missing_ratio{field="quantity"}')).toBe(0.2);
    expect(await valueOf("model_drift_expected_rejected_ratio")).toBe(0.01);
  });

  it("claim nothing of a window that is not full, nor before a version is followed", async () => {
    const { watch, observe, lines, valueOf } = start();
    observe(usual);
    expect(await valueOf("model_drift_window_records")).toBe(0);
    watch.follow({ drift });
    observe(usual.slice(1));
    expect(await valueOf("model_drift_window_records")).toBe(499);
    expect(await valueOf("model_drift_score_psi")).toBeNaN();
    expect((await lines()).join("\n")).not.toMatch(/_psi\{|_ratio\{/);
  });

  it("begin anew with another version, and fall silent with one that has no reference", async () => {
    const { watch, observe, valueOf } = start();
    watch.follow({ drift });
    const moved = records(() => 0.99);
    observe(moved);
    watch.follow({ drift: makeReference(moved, 0) });
    expect(await valueOf("model_drift_window_records")).toBe(0);
    observe(moved);
    expect(await valueOf('model_drift_psi{feature="rating"}')).toBe(0);
    watch.follow({});
    observe(moved);
    expect(await valueOf("model_drift_window_records")).toBe(0);
  });
});
