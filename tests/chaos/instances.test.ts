// More than one instance of a service: they come and go, and one that was paused while another took its work comes back.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanTopic, KINDS } from "@atelier/contracts/kinds.ts";
import { openLab, type Lab } from "../harness/lab.ts";
import { resume, untilPaused } from "../harness/paused.ts";
import { waitUntil } from "../harness/wait-until.ts";

describe("several instances of a service", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await openLab("instances");
  });
  afterAll(() => lab?.close());

  const second = (name: "normaliser" | "loader-postgres" | "loader-mongo" | "loader-neo4j") =>
    lab.services.start(lab.specOf(name, {}, `${name}-2`));

  it("may join and leave while records flow", async () => {
    await lab.open({ seed: "rebalance", scale: 0.05 });
    await lab.consume();
    const collecting = lab.collect();
    collecting.catch(() => undefined);
    await untilCleaned(lab, 50);
    const joined = await Promise.all([second("normaliser"), second("loader-postgres")]);
    await untilCleaned(lab, 500);
    await Promise.all(joined.map((one) => one.stop()));
    await collecting;
    await lab.settle();
    expect((await lab.judge()).differences).toEqual([]);
  });

  it("double and undo nothing when one was paused in its work and comes back after another took over", async () => {
    await lab.open({ seed: "zombie", scale: 0.05 });
    await lab.services.start(lab.specOf("normaliser"));
    await lab.collect();
    const names = ["loader-postgres", "loader-mongo", "loader-neo4j"] as const;
    const zombies = await Promise.all(
      names.map((name) => lab.services.start(lab.specOf(name), "written:150:stop")),
    );
    await untilPaused(zombies);

    const successors = await Promise.all(names.map(second));
    await lab.settle();
    zombies.forEach(resume);
    await lab.tick();
    await lab.collect();
    await lab.settle();

    // Left alone, those that came back go on from where their successors stopped.
    await Promise.all(successors.map((one) => one.stop()));
    await lab.tick();
    await lab.collect();
    await lab.settle();
    expect((await lab.judge()).differences).toEqual([]);
  });
});

async function untilCleaned(lab: Lab, records: number): Promise<void> {
  const topics = KINDS.map(cleanTopic);
  await waitUntil(`${records} records on clean.*`, async () => {
    const ends = await lab.kafka.endOffsets(topics);
    return ends.reduce((sum, { high }) => sum + high, 0n) >= records || undefined;
  });
}
