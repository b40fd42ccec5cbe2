// Five hundred kills: as in `npm test`, over many more seeds, each with two ticks so that erasures meet the kills too.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CRASH_WINDOWS } from "@atelier/platform/crash-point.ts";
import { drawCrashes, SERVICES } from "../harness/crash-counts.ts";
import { openLab, type Lab } from "../harness/lab.ts";

const SEEDS = 25;
const rounds = Array.from({ length: SEEDS }, (_, index) => `soak-kills-${index}`).flatMap((seed) =>
  CRASH_WINDOWS.map((window) => ({ seed, window })),
);

describe("over many seeds, services killed in the midst of their work", () => {
  let lab: Lab;
  let kills = 0;

  beforeAll(async () => {
    lab = await openLab("soak-kills");
  });
  afterAll(async () => {
    process.stdout.write(`${kills} kills\n`);
    await lab?.close();
  });

  it.each(rounds)("leave stores that equal the truth: $seed, $window", async ({ seed, window }) => {
    const crashes = drawCrashes(seed, window);
    await lab.open({ seed, scale: 0.05 });
    const consumers = await lab.consume(crashes);
    const scraper = await lab.collect(crashes.scraper);
    for (let tick = 1; tick <= 2; tick += 1) {
      await lab.tick();
      await lab.collect();
    }
    await lab.settle();

    const killed = [scraper, ...consumers].filter((service) => service.kills === 1);
    kills += killed.length;
    process.stdout.write(`${seed} ${window}: ${kills} kills so far\n`);
    expect(killed.map(({ name }) => name)).toEqual(SERVICES);
    expect((await lab.judge()).differences).toEqual([]);
  });
});
