// Nothing is marked before Kafka has it, and nobody outruns Kafka.
import { describe, expect, it } from "vitest";
import type { OutgoingRecord, Producer } from "@atelier/platform/kafka.ts";
import { createPublisher, type Delivery } from "./publisher.ts";
import type { Mark } from "./adapters/checkpoint.ts";
import { createTally } from "./tally.ts";

function setUp(openProducer: () => Promise<Producer>) {
  const applied: Mark[] = [];
  const windows: string[] = [];
  const tally = createTally();
  const publisher = createPublisher({
    openProducer,
    checkpoint: { apply: (marks) => void applied.push(...marks) },
    tally,
    crashPoint: (window, count) => void windows.push(`${window} ${count}`),
    signal: new AbortController().signal,
    backOffMs: 1,
  });
  return { publisher, applied, windows, tally };
}

function delivery(name: string, bytes = 10): Delivery {
  return {
    source: "registry",
    records: [
      {
        source: "registry",
        kind: "certifications",
        id: name,
        hash: "",
        observedAt: "2026-09-07T06:00:00.000Z",
        version: 0,
        subjects: [],
        repairs: [],
        body: "x".repeat(bytes),
      },
    ],
    deadLetters: [],
    marks: [{ type: "position", name: "p", value: name }],
  };
}

/** Holds every batch until told. */
function gatedProducer() {
  const sent: OutgoingRecord[][] = [];
  const gates: (() => void)[] = [];
  const producer: Producer = {
    send: (records) => {
      sent.push([...records]);
      return new Promise((resolve) => gates.push(resolve));
    },
    close: () => Promise.resolve(),
  };
  const open = async () => {
    while (gates.length === 0) await new Promise(setImmediate);
    gates.shift()?.();
    await new Promise(setImmediate);
  };
  return { producer, sent, open };
}

describe("createPublisher", () => {
  it("marks a delivery once it, and every earlier one, is acknowledged", async () => {
    const { producer, sent, open } = gatedProducer();
    const { publisher, applied, windows, tally } = setUp(() => Promise.resolve(producer));
    await publisher.publish(delivery("a"));
    await publisher.publish(delivery("b"));
    await publisher.publish({ ...delivery("c"), records: [] });
    expect(applied).toEqual([]);
    await open();
    expect(applied.map((mark) => "value" in mark && mark.value)).toEqual(["a"]);
    await open();
    await publisher.drain();
    expect(applied.map((mark) => "value" in mark && mark.value)).toEqual(["a", "b", "c"]);
    expect(sent.map((batch) => batch.map(({ topic, key }) => `${topic} ${key}`))).toEqual([
      ["raw.certifications a"],
      ["raw.certifications b"],
    ]);
    const ofOne = ["written 1", "committed 1", "acknowledged 1"];
    expect(windows.filter((window) => !window.startsWith("fetched"))).toEqual([...ofOne, ...ofOne]);
    expect(tally.counts.registry.published).toBe(2);
  });

  it("makes those who fetch wait while Kafka is slow, and keeps batches below Kafka's limit", async () => {
    const { producer, sent, open } = gatedProducer();
    const { publisher } = setUp(() => Promise.resolve(producer));
    const taken = { count: 0 };
    const all = (async () => {
      for (let i = 0; i < 60; i++) {
        await publisher.publish(delivery(String(i), 300_000));
        taken.count += 1;
      }
    })();
    for (let i = 0; i < 50; i++) await new Promise(setImmediate);
    expect(taken.count).toBeLessThan(35);
    while (taken.count < 60) await open();
    await all;
    const drained = publisher.drain();
    while (sent.flat().length < 60) await open();
    await open();
    await drained;
    const sizes = sent.map((batch) => batch.reduce((sum, { value }) => sum + (value?.length ?? 0), 0));
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
    expect(sent.flat()).toHaveLength(60);
  });

  it("replaces a producer that failed, and sends the same again", async () => {
    const sent: string[] = [];
    let opened = 0;
    const { publisher, applied } = setUp(() => {
      opened += 1;
      const isBroken = opened === 1;
      return Promise.resolve({
        send: (records) => {
          sent.push(...records.map(({ key }) => key));
          return isBroken ? Promise.reject(new Error("broker gone")) : Promise.resolve();
        },
        close: () => Promise.resolve(),
      });
    });
    await publisher.publish(delivery("a"));
    await publisher.drain();
    expect({ sent, opened, marks: applied.length }).toEqual({ sent: ["a", "a"], opened: 2, marks: 1 });
  });

  it("fails those who wait when nothing can be marked any more", async () => {
    const publisher = createPublisher({
      openProducer: () => Promise.resolve({ send: () => Promise.resolve(), close: () => Promise.resolve() }),
      checkpoint: {
        apply: () => {
          throw new Error("disk full");
        },
      },
      tally: createTally(),
      crashPoint: () => undefined,
      signal: new AbortController().signal,
      backOffMs: 1,
    });
    await publisher.publish(delivery("a"));
    await expect(publisher.drain()).rejects.toThrow("disk full");
    await expect(publisher.publish(delivery("b"))).rejects.toThrow("disk full");
  });
});
