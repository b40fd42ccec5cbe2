import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { connectCalls } from "./calls.ts";

const end = (own: EventEmitter, other: EventEmitter) => ({
  send: (message: object) => queueMicrotask(() => other.emit("message", structuredClone(message))),
  on: (event: "message", listener: (message: unknown) => void) => own.on(event, listener),
});

const offers = {
  double: async (value: number) => value * 2,
  fail: async (): Promise<void> => {
    throw new Error("it did not work");
  },
  hang: () => new Promise<void>(() => undefined),
};

function connect(deadlineMs: number) {
  const [here, there] = [new EventEmitter(), new EventEmitter()];
  connectCalls(end(there, here), offers, deadlineMs);
  return connectCalls<typeof offers>(end(here, there), {}, deadlineMs);
}

describe("calls between two processes", () => {
  it("bring each answer to its question", async () => {
    const { call } = connect(1000);
    expect(await Promise.all([call("double", 1), call("double", 2)])).toEqual([2, 4]);
  });

  it("fail when the other side fails, when it takes too long, and when it is gone", async () => {
    await expect(connect(1000).call("fail")).rejects.toThrow("it did not work");
    await expect(connect(5).call("hang")).rejects.toThrow("no answer to hang");
    const calls = connect(1000);
    const waiting = calls.call("hang");
    calls.close();
    await expect(waiting).rejects.toThrow("gone");
  });
});
