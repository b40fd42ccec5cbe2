// Where each service of a kit shows its metrics: always, so that it can be watched from any later moment on.
import { freePorts } from "@atelier/engines/ports.ts";
import { CONSUMERS } from "../pipeline.ts";
import type { ServiceSpec } from "../processes/service-process.ts";

/** Services of the reference that are given a port; the source has its own. */
export const REFERENCE_SERVICES = [...CONSUMERS, "scraper", "scorer", "dashboard"] as const;
const MEASURED = ["source", ...REFERENCE_SERVICES];

export type MetricsPorts = Readonly<Record<string, number>>;

/** The ports that are known, and a free one for each service that has none yet. */
export async function completeMetricsPorts(known: MetricsPorts): Promise<MetricsPorts> {
  const missing = MEASURED.filter((name) => known[name] === undefined);
  const ports = await freePorts(missing.length);
  return { ...known, ...Object.fromEntries(missing.map((name, index) => [name, ports[index] ?? 0])) };
}

/** The service, told where to show its metrics. */
export const withMetrics = (spec: ServiceSpec, ports: MetricsPorts): ServiceSpec => ({
  ...spec,
  environment: { ...spec.environment, METRICS_PORT: String(ports[spec.name] ?? 0) },
});
