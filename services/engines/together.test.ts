import { describe, expect, it } from "vitest";
import { together } from "./together.ts";

/** Ends only when it is asked to. */
const patient = (signal: AbortSignal) =>
  new Promise<string>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("asked to stop")), { once: true });
  });

describe("doing several things together", () => {
  it("gives all results in the order of the tasks", async () => {
    expect(await together([async () => 1, async () => 2])).toEqual([1, 2]);
  });

  it("stops the others when one fails, and throws what came first", async () => {
    await expect(
      together<string>([patient, () => Promise.reject(new Error("no network")), patient]),
    ).rejects.toThrow("no network");
  });

  it("passes on that the caller gave up", async () => {
    const caller = new AbortController();
    const both = together([patient, patient], caller.signal);
    caller.abort();
    await expect(both).rejects.toThrow("asked to stop");
  });
});
