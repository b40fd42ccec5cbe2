import { describe, expect, it } from "vitest";
import { awaitPositions } from "./positions.ts";

const { signal } = new AbortController();
const wanted = new Map([
  ["clean.reviews/0", 5n],
  ["clean.reviews/1", 2n],
]);

describe("waiting for a loader", () => {
  it("ends once every partition has been reached", async () => {
    const states = [
      new Map(),
      new Map([["clean.reviews/0", 7n]]),
      new Map([
        ["clean.reviews/0", 7n],
        ["clean.reviews/1", 2n],
      ]),
    ];
    await awaitPositions("the loader", wanted, () => Promise.resolve(states.shift()!), signal);
    expect(states).toEqual([]);
  });

  it("gives up at its deadline, and says how far the loader is behind", async () => {
    const reached = new Map([["clean.reviews/0", 3n]]);
    await expect(
      awaitPositions("the loader", wanted, () => Promise.resolve(reached), signal, 0),
    ).rejects.toMatchObject({
      code: "loader-behind",
      message: "the loader is behind: clean.reviews/0 by 2, clean.reviews/1 by 2",
    });
  });
});
