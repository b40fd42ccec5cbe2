// Where a service kills itself: a record count drawn from a seed, the same at every run.
import { createHash } from "node:crypto";
import type { CrashWindow } from "@atelier/platform/crash-point.ts";
import { CONSUMERS, type ServiceName } from "./lab.ts";

export const SERVICES: readonly ServiceName[] = ["scraper", ...CONSUMERS];

/** Fewer than any of them handles in a world of scale 0.05, whatever its seed. */
const MOST: Readonly<Record<ServiceName, number>> = {
  scraper: 1500,
  normaliser: 1500,
  "loader-postgres": 1500,
  "loader-mongo": 1500,
  "loader-neo4j": 500,
};

/** `<window>:<records>` for each service. */
export function drawCrashes(seed: string, window: CrashWindow): Record<ServiceName, string> {
  const draw = (service: ServiceName) => {
    const digest = createHash("sha256").update(`${seed} ${window} ${service}`).digest();
    return `${window}:${1 + (digest.readUInt32BE(0) % MOST[service])}`;
  };
  return Object.fromEntries(SERVICES.map((service) => [service, draw(service)])) as Record<
    ServiceName,
    string
  >;
}
