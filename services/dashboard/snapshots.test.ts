import { expect, it } from "vitest";
import { shareSnapshots } from "./snapshots.ts";

function reader() {
  const state = { nowMs: 0, reads: 0, isAway: false };
  const share = shareSnapshots(
    async () => {
      state.reads += 1;
      if (state.isAway) throw new Error("away");
      return state.reads;
    },
    () => state.nowMs,
    1000,
  );
  return { state, share };
}

it("asks once for all who come within its age, and anew after", async () => {
  const { state, share } = reader();
  expect(await Promise.all([share(), share()])).toEqual([1, 1]);
  state.nowMs = 999;
  expect(await share()).toBe(1);
  state.nowMs = 1000;
  expect(await share()).toBe(2);
});

it("does not keep a failure", async () => {
  const { state, share } = reader();
  state.isAway = true;
  await expect(share()).rejects.toThrow("away");
  state.isAway = false;
  expect(await share()).toBe(2);
});
