import { describe, expect, it } from "vitest";
import { createTranslate } from "./language.ts";
import { readScale, readSeconds, readSeed } from "./options.ts";

const t = await createTranslate("en");

describe("the values of options", () => {
  it.each(["1", "0.1", "0.01", "100", "12.5"])("takes the scale %s", (given) => {
    expect(readScale(t, given)).toBe(Number(given));
  });

  it.each(["0", "-1", "0.001", "101", "1e9", "abc", "", "NaN", "Infinity", "0x10", " 1"])(
    "refuses the scale %j with an example of a right one",
    (given) => {
      expect(() => readScale(t, given)).toThrow("--scale 0.1");
    },
  );

  it.each(["a", "market-day", "2026.1_b", "f".repeat(64)])("takes the seed %s", (given) => {
    expect(readSeed(t, given)).toBe(given);
  });

  it.each(["", "a b", "é", "x".repeat(65), "../up", "$(date)"])("refuses the seed %j", (given) => {
    expect(() => readSeed(t, given)).toThrow("--seed market-day");
  });

  it.each(["0", "-5", "1.5", "86401", "soon"])("refuses %j seconds", (given) => {
    expect(() => readSeconds(t, given)).toThrow("--tick-every 10");
  });
});
