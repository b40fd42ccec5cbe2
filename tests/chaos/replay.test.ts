// A world that went on for a while, persons erased included: whatever is sent again, from wherever, the stores equal the truth;
// and of those whom nothing may tell of, nothing is anywhere.
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePorts } from "@atelier/engines/ports.ts";
import { publishBytes } from "../harness/bytes-producer.ts";
import { CONSUMERS, openLab, type Lab } from "../harness/lab.ts";
import { searchEverywhere } from "../harness/leaks.ts";
import { plantEverywhere } from "../harness/planted.ts";

const TICKS = 2;

describe("after two ticks with erasures", () => {
  let lab: Lab;
  let metricsUrls: string[];

  async function startConsumers(): Promise<void> {
    const ports = await freePorts(CONSUMERS.length);
    metricsUrls = ports.map((port) => `http://127.0.0.1:${port}/metrics`);
    await Promise.all(
      CONSUMERS.map((name, index) =>
        lab.services.start(lab.specOf(name, { METRICS_PORT: String(ports[index]) })),
      ),
    );
  }

  const stopConsumers = () =>
    Promise.all(lab.services.running.filter(({ name }) => name !== "source").map((one) => one.stop()));

  beforeAll(async () => {
    lab = await openLab("replay");
    await lab.open({ seed: "replay", scale: 0.05 });
    await startConsumers();
    await lab.collect();
    for (let tick = 1; tick <= TICKS; tick += 1) {
      await lab.tick();
      await lab.collect();
    }
    await lab.settle();
  });
  afterAll(() => lab?.close());

  it("the stores equal the truth", async () => {
    expect((await lab.judge()).differences).toEqual([]);
  });

  it("they still do after every group has begun all topics again", async () => {
    await stopConsumers();
    await lab.rewind();
    await startConsumers();
    await lab.settle();
    expect((await lab.judge()).differences).toEqual([]);
  });

  it("they do again after a replay into empty stores", async () => {
    await stopConsumers();
    await lab.rewindIntoEmptyStores();
    await startConsumers();
    await lab.settle();
    expect((await lab.judge()).differences).toEqual([]);
  });

  it("a poison record is set aside by name, and stops nobody", async () => {
    const wrongSchema = Buffer.from(JSON.stringify({ source: "events", kind: "prices", id: "poison" }));
    const garbage = Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x7b]);
    const poison = [
      { topic: "raw.reviews", key: "poison-a", value: garbage },
      { topic: "raw.prices", key: "poison-b", value: wrongSchema },
      { topic: "clean.reviews", key: "poison-c", value: garbage },
      { topic: "clean.orders", key: "poison-d", value: Buffer.from("{}") },
      { topic: "clean.products", key: "poison-e", value: Buffer.from("null") },
      { topic: "clean.erasures", key: "poison-f", value: wrongSchema },
      { topic: "dead.labels", key: "poison-g", value: garbage },
    ];
    await publishBytes(lab.engines.connections, poison);
    await lab.tick();
    await lab.collect();
    await lab.settle();
    expect(await rejectsOf(lab, "poison-")).toEqual(
      poison.map(({ topic, key }) => `${topic.split(".")[1]} ${key} schema`),
    );

    // Whoever has looked at a reject takes it off the list by a tombstone.
    await publishBytes(
      lab.engines.connections,
      poison.map(({ topic, key }) => ({ topic: topic.replace(/^\w+/, "dead"), key, value: null })),
    );
    await lab.settle();
    expect((await lab.judge()).differences).toEqual([]);
  });

  it("no canary has left a trace anywhere, and each that is planted is found", async () => {
    const traces = [...lab.truth().canaries()].flatMap((person) => person.traces);
    const trace = "Zélie Brindacier";
    expect(await searchEverywhere(lab, metricsUrls, traces)).toEqual([]);

    const planted = await plantEverywhere(lab, trace);
    try {
      const found = await searchEverywhere(lab, [...metricsUrls, planted.metricsUrl], [trace]);
      expect(found.toSorted()).toEqual(planted.expected.toSorted());
    } finally {
      planted.remove();
    }
  });
});

/** `<kind> <pointer> <rule>` of the rejects whose pointer begins with `prefix`, in the order of pointers. */
async function rejectsOf({ engines }: Lab, prefix: string): Promise<string[]> {
  const client = new Client({ connectionString: engines.connections.postgres.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ kind: string; pointer: string; rule: string }>(
      "SELECT kind, pointer, rule FROM lab.rejects WHERE starts_with(pointer, $1) ORDER BY pointer",
      [prefix],
    );
    return rows.map(({ kind, pointer, rule }) => `${kind} ${pointer} ${rule}`);
  } finally {
    await client.end();
  }
}
