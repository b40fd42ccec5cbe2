import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEnergyMeter } from "./energy-meter.ts";

describe("the processor's meter", () => {
  let folder: string;
  const show = async (name: string, joules: number) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, "energy_uj"), `${joules * 1e6}\n`);
    await writeFile(join(folder, name, "max_energy_range_uj"), "262143000000\n");
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "atelier-meter-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("adds its packages up, and counts none of their parts twice", async () => {
    for (const name of ["intel-rapl", "intel-rapl:0", "intel-rapl:0:0", "intel-rapl:1"])
      await show(name, 100);
    const meter = openEnergyMeter(folder);
    for (const name of ["intel-rapl:0", "intel-rapl:0:0"]) await show(name, 130);
    await show("intel-rapl:1", 105);
    expect(meter.read()).toBeCloseTo(35);
    expect(meter.read()).toBeCloseTo(35);
  });

  it("goes on where a counter has begun anew", async () => {
    await show("intel-rapl:0", 262_140);
    const meter = openEnergyMeter(folder);
    await show("intel-rapl:0", 7);
    expect(meter.read()).toBeCloseTo(10);
  });

  it("reads nothing where there is none", () => {
    expect(openEnergyMeter(join(folder, "nowhere")).read()).toBeNull();
    expect(openEnergyMeter(folder).read()).toBeNull();
  });
});
