// What work costs in energy: by the processor's meter where a program may read it, else by processor time.

export interface Usage {
  /** Microseconds of processor time. */
  readonly user: number;
  readonly system: number;
  /** Of the processor's meter, since some moment; null where there is none to read. */
  readonly joules: number | null;
}

/**
 * Power of one busy virtual processor of a server, in watts: the average maximum of the machine families of a large
 * provider. Source: Cloud Carbon Footprint, methodology, "Compute", AWS average (3.5 W; idle 0.74 W).
 */
export const WATTS_PER_BUSY_CPU = 3.5;
/** Grams of CO2 equivalent per kilowatt-hour of French electricity, mean of 2023. Source: RTE, Bilan électrique 2023. */
const GRAMS_CO2E_PER_KWH = 32;
const JOULES_PER_KWH = 3.6e6;

export interface Energy {
  readonly cpuSeconds: number;
  readonly joules: number;
  readonly by: "meter" | "processor-time";
}

export function energyOf(before: Usage, after: Usage): Energy {
  const cpuSeconds = (after.user + after.system - before.user - before.system) / 1e6;
  if (before.joules === null || after.joules === null) {
    return { cpuSeconds, joules: cpuSeconds * WATTS_PER_BUSY_CPU, by: "processor-time" };
  }
  return { cpuSeconds, joules: after.joules - before.joules, by: "meter" };
}

export const gramsCo2eOf = (joules: number): number => (joules / JOULES_PER_KWH) * GRAMS_CO2E_PER_KWH;
