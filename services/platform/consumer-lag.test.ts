import { describe, expect, it } from "vitest";
import { createConsumerLag } from "./consumer-lag.ts";

function stage() {
  const told = new Map<string, number>();
  return { told, lag: createConsumerLag((topic, records) => told.set(topic, records)) };
}

describe("consumer lag", () => {
  it("is the distance from what is committed to the end, over all partitions of a topic", () => {
    const { lag, told } = stage();
    lag.fetched("clean.reviews", 0, 10n, 100n);
    lag.fetched("clean.reviews", 1, 0n, 7n);
    expect(told.get("clean.reviews")).toBe(97);
    lag.committed("clean.reviews", 0, 60n);
    expect(told.get("clean.reviews")).toBe(47);
    lag.committed("clean.reviews", 1, 7n);
    lag.committed("clean.reviews", 0, 100n);
    expect(told.get("clean.reviews")).toBe(0);
  });

  it("does not shrink because the next batch was fetched ahead: only what is committed counts", () => {
    const { lag, told } = stage();
    lag.fetched("raw.orders", 0, 0n, 100n);
    lag.fetched("raw.orders", 0, 50n, 120n);
    expect(told.get("raw.orders")).toBe(120);
  });

  it("leaves a partition that was given to another member to that one", () => {
    const { lag, told } = stage();
    lag.fetched("raw.orders", 0, 0n, 100n);
    lag.fetched("raw.orders", 1, 0n, 30n);
    lag.fetched("raw.files", 0, 0n, 5n);
    lag.assigned({ "raw.orders": [1] });
    expect(told).toEqual(
      new Map([
        ["raw.orders", 30],
        ["raw.files", 0],
      ]),
    );
    lag.committed("raw.orders", 0, 50n);
    expect(told.get("raw.orders")).toBe(30);
  });

  it("follows a partition that comes back from where it is read then", () => {
    const { lag, told } = stage();
    lag.fetched("raw.orders", 0, 0n, 100n);
    lag.assigned({});
    lag.assigned({ "raw.orders": [0] });
    lag.fetched("raw.orders", 0, 80n, 100n);
    expect(told.get("raw.orders")).toBe(20);
  });
});
