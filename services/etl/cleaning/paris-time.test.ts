import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parisToUtcMs } from "./paris-time.ts";

const paris = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Paris",
  dateStyle: "short",
  timeStyle: "medium",
});

const wallParts = (instantMs: number) =>
  (paris.format(instantMs).match(/\d+/g) ?? []).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];

const utc = (month: number, day: number, hour: number, minute: number) =>
  new Date(parisToUtcMs(2026, month, day, hour, minute, 0)).toISOString();

describe("parisToUtcMs", () => {
  it("finds an instant that Intl shows as the same wall clock", () => {
    const second = fc.integer({ min: Date.UTC(1996, 0) / 1000, max: Date.UTC(2037, 11) / 1000 });
    fc.assert(
      fc.property(second, (seconds) => {
        const [day, month, year, hour, minute, sec] = wallParts(seconds * 1000);
        const found = parisToUtcMs(year, month, day, hour, minute, sec);
        expect(wallParts(found)).toEqual([day, month, year, hour, minute, sec]);
      }),
    );
  });

  it("changes clocks at 01:00 UTC on the last Sundays of March and October", () => {
    expect(utc(3, 29, 1, 59)).toBe("2026-03-29T00:59:00.000Z");
    expect(utc(3, 29, 3, 0)).toBe("2026-03-29T01:00:00.000Z");
    expect(utc(10, 25, 1, 59)).toBe("2026-10-24T23:59:00.000Z");
    expect(utc(10, 25, 3, 0)).toBe("2026-10-25T02:00:00.000Z");
  });

  it("takes the first of the hour that occurs twice, and the old clock in the hour that does not exist", () => {
    expect(utc(10, 25, 2, 30)).toBe("2026-10-25T00:30:00.000Z");
    expect(utc(3, 29, 2, 30)).toBe("2026-03-29T01:30:00.000Z");
  });
});
