import { describe, expect, it } from "vitest";
import { consume } from "./consume.ts";
import type { ConsumerOptions, KafkaClient } from "./kafka.ts";

const nothing = () => undefined;

/** Consumes with a client that does as `begin` says once it is told to consume. */
async function consumed(
  begin: (options: ConsumerOptions) => Promise<unknown>,
  own: Partial<Pick<ConsumerOptions, "startOffset" | "apply">>,
): Promise<void> {
  const kafka = {
    async consumer(options: ConsumerOptions) {
      // The client tells nobody what its callbacks reject with: it tries again.
      begin(options).catch(nothing);
      return { close: async () => undefined };
    },
  };
  await consume({
    kafka: kafka as unknown as KafkaClient,
    groupId: "loader",
    topics: ["clean.orders"],
    maxRecords: 10,
    concurrency: 1,
    apply: async () => "applied",
    ...own,
    crash: nothing,
    metrics: { applied: nothing, lag: nothing },
    log: { info: nothing, warn: nothing } as never,
    signal: new AbortController().signal,
  });
}

describe("a consumer", () => {
  it("ends with what nothing mends, where it reads the authority", async () => {
    const refusal = new Error("the store refuses this role");
    const reading = consumed(async ({ startOffset }) => startOffset?.("clean.orders", 0), {
      startOffset: () => Promise.reject(refusal),
    });
    await expect(reading).rejects.toBe(refusal);
  });

  it("ends with what nothing mends, where it applies a batch", async () => {
    const refusal = new Error("no such table");
    const batch = { topic: "clean.orders", partition: 0, records: [], next: 0n };
    const applying = consumed(async ({ apply }) => apply(batch), { apply: () => Promise.reject(refusal) });
    await expect(applying).rejects.toBe(refusal);
  });
});
