// Gauges of drift, worked out when somebody looks.
import { createDriftMonitor, type DriftMonitor } from "@atelier/model/drift/monitor.ts";
import type { DriftReference } from "@atelier/model/drift/reference.ts";
import type { ProductFact } from "@atelier/model/facts.ts";
import type { Manifest } from "@atelier/model/version.ts";
import { Gauge, type Registry } from "@atelier/platform/metrics.ts";

export interface DriftWatch {
  /** Begins anew, against what this version was trained on; nothing is told for one that does not say. */
  follow(manifest: Pick<Manifest, "drift">): void;
  /**
   * Reviews that were written before the end of the training are passed over.
   * @param product undefined where it is not known, as `at` is
   */
  observe(features: ArrayLike<number>, score: number, product?: ProductFact, at?: number): void;
}

/** @param oneIn one record in so many is looked at: for whoever does nothing but score. */
export function createDriftWatch(registry: Registry, oneIn = 1): DriftWatch {
  let reference: DriftReference | undefined;
  let monitor: DriftMonitor | undefined;
  const read = () => monitor?.read();
  const show = (name: string, help: string, value: () => number) =>
    registry.registerMetric(
      new Gauge({
        name,
        help,
        // Of several processes that of the one that has seen most of it.
        aggregator: "max",
        registers: [],
        collect() {
          this.set(value());
        },
      }),
    );
  const showEach = (
    name: string,
    help: string,
    label: string,
    values: () => Iterable<readonly [string, number]>,
  ) =>
    registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: [label],
        aggregator: "max",
        registers: [],
        collect() {
          this.reset();
          for (const [of, value] of values()) this.set({ [label]: of }, value);
        },
      }),
    );

  show(
    "model_drift_window_records",
    "Records in the window; drift is told of a full one alone",
    () => read()?.records ?? 0,
  );
  show(
    "model_drift_score_psi",
    "Population stability index of the score, window against training",
    () => read()?.score ?? Number.NaN,
  );
  showEach(
    "model_drift_psi",
    "Population stability index of what the model is given, window against training",
    "feature",
    () => read()?.inputs ?? [],
  );
  const missing = (of: "ratio" | "reference") => () =>
    [...(read()?.missing ?? [])].map(([field, found]) => [field, found[of]] as const);
  showEach(
    "model_drift_missing_ratio",
    "Share of the window's records without a field",
    "field",
    missing("ratio"),
  );
  showEach(
    "model_drift_expected_missing_ratio",
    "Share of records without a field in training",
    "field",
    missing("reference"),
  );
  show(
    "model_drift_expected_rejected_ratio",
    "Share of reviews that could not be used, in training",
    () => reference?.rejected ?? Number.NaN,
  );
  return {
    follow({ drift }) {
      reference = drift;
      monitor = drift && createDriftMonitor(drift, { oneIn });
    },
    observe(features, score, product, at) {
      if (!reference || (at !== undefined && at <= reference.until)) return;
      monitor?.observe(features, score, product);
    },
  };
}
