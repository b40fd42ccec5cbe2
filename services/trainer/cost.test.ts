import { describe, expect, it } from "vitest";
import { logitOf } from "@atelier/model/network.ts";
import { energyOf, gramsCo2eOf, WATTS_PER_BUSY_CPU } from "./cost.ts";
import { fitRegression } from "./logistic-regression.ts";
import { someLabelled } from "./testing.fixture.ts";

/** Ends what hangs; a busy machine takes a while. */
const LIMIT_MS = 60_000;
const usage = () => ({ ...process.cpuUsage(), joules: null });
const none = { user: 0, system: 0, joules: null };

describe("the energy of work", () => {
  it("is a meter's where there is one, else that of its processor time", () => {
    expect(energyOf({ ...none, joules: 40 }, { user: 2e6, system: 1e6, joules: 55 })).toEqual({
      cpuSeconds: 3,
      joules: 15,
      by: "meter",
    });
    expect(energyOf(none, { user: 2e6, system: 1e6, joules: null })).toEqual({
      cpuSeconds: 3,
      joules: 3 * WATTS_PER_BUSY_CPU,
      by: "processor-time",
    });
  });

  it("is worth so much CO2 as French electricity is", () => {
    expect(gramsCo2eOf(3.6e6)).toBe(32);
  });

  it("doubles with the processor time", () => {
    const once = energyOf(none, { user: 3e6, system: 1e6, joules: null });
    const twice = energyOf(none, { user: 6e6, system: 2e6, joules: null });
    expect(twice.joules).toBe(2 * once.joules);
  });

  // By how much, a processor that others use as well does not say: its time for the same work may be half as long again.
  it("grows with the work", { timeout: LIMIT_MS }, () => {
    const examples = someLabelled(200);
    const network = fitRegression(examples);
    const score = (rounds: number) => {
      for (let round = 0; round < rounds; round += 1) {
        for (const { features } of examples) logitOf(network, features);
      }
    };
    const joules = { once: 0, manifold: 0 };
    const add = (amount: keyof typeof joules, rounds: number) => {
      const before = usage();
      score(rounds);
      joules[amount] += energyOf(before, usage()).joules;
    };
    const rounds = roundsThatLast(0.05, score);
    // In either order, so that whatever slows the processor down falls on both alike.
    add("once", rounds);
    add("manifold", 8 * rounds);
    add("manifold", 8 * rounds);
    add("once", rounds);
    expect(joules.manifold).toBeGreaterThan(2 * joules.once);
  });
});

/** How much work takes so much processor time, once it has been compiled: clocks of processors may be coarse. */
function roundsThatLast(cpuSeconds: number, work: (rounds: number) => void): number {
  for (let rounds = 16; ; rounds *= 2) {
    const before = usage();
    work(rounds);
    if (energyOf(before, usage()).cpuSeconds >= cpuSeconds) return rounds;
  }
}
