// Nothing is marked before Kafka has it, and nobody outruns Kafka.
import { describe, expect, it } from "vitest";
import { ConfigError } from "@atelier/platform/errors.ts";
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

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Holds every batch until told. */
function gatedProducer() {
  const sent: OutgoingRecord[][] = [];
  const gates: (() => void)[] = [];
  let isOpen = false;
  const producer: Producer = {
    send: (records) => {
      sent.push([...records]);
      return isOpen ? Promise.resolve() : new Promise((resolve) => void gates.push(resolve));
    },
    close: () => Promise.resolve(),
  };
  return {
    producer,
    sent,
    /** Resolves when a batch has arrived and is held. */
    async arrival() {
      while (gates.length === 0) await nextTurn();
    },
    /** Lets the batch that is held pass. */
    letOnePass: () => gates.shift()?.(),
    letAllPass: () => {
      isOpen = true;
      for (const pass of gates.splice(0)) pass();
    },
  };
}

describe("createPublisher", () => {
  it("marks a delivery once it, and every earlier one, is acknowledged", async () => {
    const { producer, sent, arrival, letOnePass, letAllPass } = gatedProducer();
    const { publisher, applied, windows, tally } = setUp(() => Promise.resolve(producer));
    const marked = () => applied.map((mark) => "value" in mark && mark.value);
    await publisher.publish(delivery("a"));
    await arrival();
    await publisher.publish(delivery("b"));
    await publisher.publish({ ...delivery("c"), records: [] });
    expect(marked()).toEqual([]);
    letOnePass();
    await arrival();
    expect(marked()).toEqual(["a"]);
    letAllPass();
    await publisher.drain();
    expect(marked()).toEqual(["a", "b", "c"]);
    expect(sent.map((batch) => batch.map(({ topic, key }) => `${topic} ${key}`))).toEqual([
      ["raw.certifications a"],
      ["raw.certifications b"],
    ]);
    const ofOne = ["written 1", "committed 1", "acknowledged 1"];
    expect(windows.filter((window) => !window.startsWith("fetched"))).toEqual([...ofOne, ...ofOne]);
    expect(tally.counts.registry.published).toBe(2);
  });

  it("makes those who fetch wait while Kafka is slow, and keeps batches below Kafka's limit", async () => {
    const { producer, sent, letAllPass } = gatedProducer();
    const { publisher } = setUp(() => Promise.resolve(producer));
    const taken = { count: 0 };
    const all = (async () => {
      for (let i = 0; i < 60; i++) {
        await publisher.publish(delivery(String(i), 300_000));
        taken.count += 1;
      }
    })();
    for (let turn = 0; turn < 50; turn++) await nextTurn();
    expect(taken.count).toBeLessThan(35);
    letAllPass();
    await all;
    await publisher.drain();
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

  it("does not try again what somebody must set right", async () => {
    const refusal = new ConfigError("kafka-refused", "check the password");
    let opened = 0;
    const { publisher } = setUp(() => {
      opened += 1;
      return Promise.reject(refusal);
    });
    await expect(publisher.connect()).rejects.toBe(refusal);
    expect(opened).toBe(1);
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
