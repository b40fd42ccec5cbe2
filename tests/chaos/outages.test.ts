// Each engine goes away for ten seconds while records flow: nothing is lost, nobody has to be started again.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENGINE_NAMES } from "@atelier/engines/engine.ts";
import { openLab, type Lab } from "../harness/lab.ts";

const OUTAGE_MS = 10_000;

describe("an engine that is away for ten seconds", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await openLab("outages");
  });
  afterAll(() => lab?.close());

  it("delays the flow and loses nothing, whichever it is", async () => {
    await lab.open({ seed: "outages", scale: 0.05 });
    const consumers = await lab.consume();
    for (const engine of ENGINE_NAMES) {
      const collecting = lab.collect();
      // Awaited below; a failure meanwhile must not end the test's process.
      collecting.catch(() => undefined);
      await lab.engines.stopOne(engine);
      // Not a wait for something: the outage itself.
      await delay(OUTAGE_MS);
      await lab.engines.startOne(engine);
      await collecting;
      await lab.tick();
    }
    await lab.collect();
    await lab.settle();

    expect(consumers.map(({ kills }) => kills)).toEqual([0, 0, 0, 0]);
    expect((await lab.judge()).differences).toEqual([]);
  });
});
