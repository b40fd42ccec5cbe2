import { expect, test } from "vitest";
import { createRepeats } from "./repeats.ts";

test("a key that comes again is told from one that is new", () => {
  const isRepeat = createRepeats();
  expect(["a", "b", "a", "a", "c"].map(isRepeat)).toEqual([false, false, true, true, false]);
});

test("what is remembered has a bound: the oldest is forgotten first", () => {
  const isRepeat = createRepeats(2);
  expect(["a", "b", "c", "b", "a"].map(isRepeat)).toEqual([false, false, false, true, false]);
});
