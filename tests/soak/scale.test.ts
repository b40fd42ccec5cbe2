// A world ten times as large as the lab's, through everything, to stores that equal the truth.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLab, type Lab } from "../harness/lab.ts";

describe("a world of scale 10", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await openLab("scale");
  });
  afterAll(() => lab?.close());

  it("reaches stores that equal the truth", async () => {
    const begunAt = performance.now();
    const say = (what: string) =>
      process.stdout.write(`${what} after ${Math.round((performance.now() - begunAt) / 1000)} s\n`);
    await lab.open({ seed: "scale", scale: 10 });
    say("the source listens");
    await lab.consume({}, { MAX_BATCH_RECORDS: "5000" });
    await lab.collect(undefined, 3_000_000);
    say("all is collected");
    await lab.settle();
    say("all is loaded");
    expect((await lab.judge()).differences).toEqual([]);
    say("the stores equal the truth");
  });
});
