// Drift over many worlds, by the very rules that Prometheus has: worlds that do not drift raise no alert, each of the four
// drifts raises its own, and a new training takes it back. The gauges are real ones; only the engines are left out.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installMonitoringTools } from "@atelier/engines/monitoring.ts";
import { openBackend } from "@atelier/trainer/backend.ts";
import type { Drift } from "@atelier/world/listing.ts";
import { ruleTestsOf, type Scenario } from "../harness/rule-tests.ts";
import { watchWorld } from "../harness/watched-world.ts";

const RULES = fileURLToPath(new URL("../../docker/monitoring/prometheus/rules/drift.yml", import.meta.url));
/** 30 reviews a tick. */
const SCALE = 0.25;
const TICKS_A_STEP = 4;
/** Of which four fill a window of 500, but for one or two reviews. */
const FIRST_FULL_STEP = 4;

let tools: Awaited<ReturnType<typeof installMonitoringTools>>;
let folder: string;

beforeAll(async () => {
  tools = await installMonitoringTools();
  folder = await mkdtemp(join(tmpdir(), "atelier-drift-"));
  await openBackend("wasm");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** @throws Error with what differs */
async function judge(...scenarios: Scenario[]): Promise<void> {
  const file = join(folder, `${scenarios[0]!.name}.yml`);
  await writeFile(file, ruleTestsOf([RULES], scenarios));
  await promisify(execFile)(tools.promtool, ["test", "rules", file]);
}

const ALL = 'about="drift"';
const CAUSES = 'about="drift", cause!=""';

describe("a world that does not drift", () => {
  it.each(Array.from({ length: 10 }, (_, at) => `still-${at}`))("raises no alert (%s)", async (seed) => {
    const world = watchWorld(seed, SCALE);
    await world.train();
    const steps: string[] = [];
    for (let step = 0; step < 12; step += 1) steps.push(await world.advance(TICKS_A_STEP, "none"));
    expect(steps.at(-1)).toContain('model_drift_window_records{service="scorer"} 500');
    await judge({
      name: seed,
      steps,
      expected: steps.map((_, step) => ({ step, selector: ALL, alerts: [] })),
    });
  });
});

const DRIFTS = [
  // One product after the other gets its new price: a training before most of them have it meets more of the same.
  ["prices", "DriftPrices", 14],
  ["text", "DriftText", 10],
  ["fraud", "DriftFraud", 10],
  ["missing", "DriftMissing", 10],
] satisfies [Drift, string, number][];

describe("a world that drifts", () => {
  it.each(DRIFTS)(
    "by %s raises %s and no other cause, until it is trained anew",
    async (drift, alert, stepsBefore) => {
      const world = watchWorld(`moved-${drift}`, SCALE);
      await world.train();
      const steps: string[] = [];
      const advance = async (count: number) => {
        for (let step = 0; step < count; step += 1) steps.push(await world.advance(TICKS_A_STEP, drift));
      };
      await advance(stepsBefore);
      const trained = steps.length;
      await world.train();
      await advance(8);
      expect(steps.at(-1)).toContain('model_drift_window_records{service="scorer"} 500');
      await judge({
        name: drift,
        steps,
        expected: [
          { step: FIRST_FULL_STEP, selector: CAUSES, alerts: [alert] },
          { step: trained - 1, selector: CAUSES, alerts: [alert] },
          ...steps.slice(trained).map((_, later) => ({ step: trained + later, selector: ALL, alerts: [] })),
        ],
      });
    },
  );
});
