// What is known of the version in use since it was trained, and what trainings have cost, as metrics.
import { Counter, Gauge, type Registry } from "@atelier/platform/metrics.ts";
import type { TrainingCost } from "@atelier/model/training-cost.ts";
import type { Manifest } from "@atelier/model/version.ts";

/** @param current the version in use, asked at each scrape; undefined while there is none */
export function modelMetrics(registry: Registry, current: () => Manifest | undefined): void {
  registry.registerMetric(
    new Gauge({
      name: "model_info",
      help: "The version in use, and the backend that it was trained with",
      labelNames: ["version", "backend"],
      // Every process has the same one: they are not to be added up.
      aggregator: "max",
      registers: [],
      collect() {
        this.reset();
        const manifest = current();
        if (manifest) this.set({ version: manifest.version, backend: manifest.backend }, 1);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "model_quality",
      help: "What was measured of the version in use when it was trained",
      labelNames: ["measure", "part"],
      aggregator: "max",
      registers: [],
      collect() {
        this.reset();
        const metrics = current()?.metrics;
        if (!metrics) return;
        this.set({ measure: "pr_auc", part: "test" }, metrics.candidates[0]!.prAuc);
        this.set({ measure: "precision", part: "test" }, metrics.precision);
        this.set({ measure: "recall", part: "test" }, metrics.recall);
      },
    }),
  );
}

/** @returns counts one training that has ended well */
export function trainingMetrics(
  registry: Registry,
): (cost: Pick<TrainingCost, "seconds" | "energyJoules">) => void {
  const registers = [registry];
  const duration = new Gauge({
    name: "training_duration_seconds",
    help: "How long the latest training took",
    registers,
  });
  const energy = new Counter({
    name: "model_energy_joules_total",
    help: "Energy of trainings and predictions",
    labelNames: ["work"],
    registers,
  });
  return ({ seconds, energyJoules }) => {
    duration.set(seconds);
    energy.inc({ work: "training" }, energyJoules);
  };
}
