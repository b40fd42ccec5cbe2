// The processor's own meter of energy, one counter a package. Source: Linux, Documentation/power/powercap/powercap.rst.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = "/sys/class/powercap";
/** A package as a whole: its parts (`intel-rapl:0:1`) are counted in it. */
const PACKAGE = /^intel-rapl:\d+$/;
const MICRO = 1e-6;

export interface EnergyMeter {
  /** Joules since it was opened; null when there is nothing that may be read. Each counter may have turned over once since the last look. */
  read(): number | null;
}

export function openEnergyMeter(folder = FOLDER): EnergyMeter {
  const counters = packagesIn(folder).map((place) => ({ place, last: numberIn(place, "energy_uj") }));
  let total = 0;
  return {
    read() {
      if (counters.length === 0) return null;
      for (const counter of counters) {
        const now = numberIn(counter.place, "energy_uj");
        const turned = now < counter.last ? numberIn(counter.place, "max_energy_range_uj") : 0;
        total += now - counter.last + turned;
        counter.last = now;
      }
      return total * MICRO;
    },
  };
}

/** Those that may be read: since 2020 the kernel shows them to root alone. */
function packagesIn(folder: string): string[] {
  try {
    const places = readdirSync(folder)
      .filter((name) => PACKAGE.test(name))
      .map((name) => join(folder, name));
    for (const place of places) numberIn(place, "energy_uj");
    return places;
  } catch {
    return [];
  }
}

const numberIn = (place: string, file: string): number => Number(readFileSync(join(place, file), "utf8"));
