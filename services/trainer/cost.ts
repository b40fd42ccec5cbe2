// What a training costs: time, memory, and energy by processor time, since few machines let a program read a meter.

export interface Usage {
  /** Microseconds of processor time. */
  readonly user: number;
  readonly system: number;
  readonly maxRssKb: number;
}

/**
 * Power of one busy virtual processor of a server, in watts: the average maximum of the machine families of a large
 * provider. Source: Cloud Carbon Footprint, methodology, "Compute", AWS average (3.5 W; idle 0.74 W).
 */
export const WATTS_PER_BUSY_CPU = 3.5;
/** Grams of CO2 equivalent per kilowatt-hour of French electricity, mean of 2023. Source: RTE, Bilan électrique 2023. */
export const GRAMS_CO2E_PER_KWH = 32;

export interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMemoryMb: number;
  readonly energyJoules: number;
  readonly gramsCo2e: number;
}

export function costOf(before: Usage, after: Usage, seconds: number): Cost {
  const cpuSeconds = (after.user + after.system - before.user - before.system) / 1e6;
  const energyJoules = cpuSeconds * WATTS_PER_BUSY_CPU;
  return {
    seconds,
    cpuSeconds,
    peakMemoryMb: after.maxRssKb / 1024,
    energyJoules,
    gramsCo2e: (energyJoules / 3.6e6) * GRAMS_CO2E_PER_KWH,
  };
}
