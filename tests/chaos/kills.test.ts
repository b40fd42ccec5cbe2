// Every service is killed with SIGKILL in every window of its work, at record counts drawn from the seed, and started
// again: the stores equal the truth.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CRASH_WINDOWS } from "@atelier/platform/crash-point.ts";
import { drawCrashes, SERVICES } from "../harness/crash-counts.ts";
import { openLab, type Lab } from "../harness/lab.ts";

describe("all services, each killed once in the midst of its work", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await openLab("kills");
  });
  afterAll(() => lab?.close());

  it.each(CRASH_WINDOWS)("when records were %s, leave stores that equal the truth", async (window) => {
    const seed = `kills-${window}`;
    const crashes = drawCrashes(seed, window);
    await lab.open({ seed, scale: 0.05 });
    const consumers = await lab.consume(crashes);
    const scraper = await lab.collect(crashes.scraper);
    await lab.settle();

    expect([scraper, ...consumers].filter(({ kills }) => kills === 1).map(({ name }) => name)).toEqual(
      SERVICES,
    );
    expect((await lab.judge()).differences).toEqual([]);
  });
});
