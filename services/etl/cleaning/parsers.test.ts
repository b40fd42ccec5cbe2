import { ALL_RULES } from "@atelier/contracts/rules.ts";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cleaning } from "./cleaning.ts";
import { parseDisplayedDate } from "./dates.ts";
import { parsePriceInstant, parseInstant } from "./instants.ts";
import { readMojibake } from "./mojibake.ts";
import { parseAmount, parsePrice } from "./prices.ts";
import { cleanDescription, cleanName, cleanReviewText } from "./text.ts";
import { parseQuantity } from "./units.ts";

const allRules = (): Cleaning => ({ rules: ALL_RULES, repairs: [] });
const twoDigits = (value: number) => String(value).padStart(2, "0");

/** As a program that takes UTF-8 for Windows-1252 shows it. */
const misread = (text: string) => new TextDecoder("windows-1252").decode(new TextEncoder().encode(text));

describe("prices", () => {
  it("are the same number of cents in every form that a page may show", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.boolean(), (cents, comma) => {
        const euros = Math.floor(cents / 100);
        const mark = comma ? "," : ".";
        const spaced = String(euros).replaceAll(/\B(?=(\d{3})+$)/g, "\u202f");
        for (const whole of [String(euros), spaced]) {
          expect(parsePrice(`${whole}${mark}${twoDigits(cents % 100)} €`, allRules())).toBe(cents);
        }
        expect(parseAmount(`${euros}.${twoDigits(cents % 100)}`, "euros", allRules())).toBe(cents);
      }),
    );
  });
});

describe("net quantities", () => {
  it("are whole grams whatever the unit displayed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), (grams) => {
        const kilograms = `${Math.floor(grams / 1000)}.${String(grams % 1000).padStart(3, "0")} kg`;
        expect(parseQuantity(kilograms, allRules())).toEqual({ netQuantity: grams, netUnit: "g" });
        expect(parseQuantity(`${grams} g`, allRules())).toEqual({ netQuantity: grams, netUnit: "g" });
      }),
    );
  });

  it("are refused when they are no whole number of grams", () => {
    expect(() => parseQuantity("1.5 g", allRules())).toThrow("quantity");
    expect(() => parseQuantity("0.0005 kg", allRules())).toThrow("quantity");
  });
});

describe("dates and instants", () => {
  const date = fc.date({
    min: new Date("2000-01-01T00:00:00Z"),
    max: new Date("2099-12-31T23:59:59Z"),
    noInvalidDate: true,
  });

  it("are the same day in every form that a page may show", () => {
    fc.assert(
      fc.property(date, (day) => {
        const iso = day.toISOString().slice(0, 10);
        const [year = "", month = "", dayOfMonth = ""] = iso.split("-");
        const words = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" }).format(day);
        const forms = [
          iso,
          `${dayOfMonth}/${month}/${year}`,
          words,
          `${dayOfMonth}.${month}.${year.slice(2)}`,
        ];
        for (const form of forms) expect(parseDisplayedDate(form, "listedOn", allRules())).toBe(iso);
      }),
    );
  });

  it("are refused when the day does not exist, in every form", () => {
    for (const shown of [
      "2026-02-30",
      "30/02/2026",
      "30 février 2026",
      "30.02.26",
      "2026-13-01",
      "00/01/2026",
    ]) {
      expect(() => parseDisplayedDate(shown, "listedOn", allRules())).toThrow("listedOn");
    }
  });

  it("have milliseconds, from ISO as from epoch digits", () => {
    fc.assert(
      fc.property(date, (instant) => {
        const iso = instant.toISOString();
        expect(parsePriceInstant(iso, "at", allRules())).toBe(iso);
        expect(parsePriceInstant(String(instant.getTime()), "at", allRules())).toBe(iso);
        expect(parseInstant(`${iso.slice(0, 19)}Z`, "at")).toBe(`${iso.slice(0, 19)}.000Z`);
      }),
    );
  });
});

describe("text", () => {
  const french = fc.string({ unit: fc.constantFrom(...Array.from("abc éèàçùœŒ’«»—€ÀÉÔ…\u00a0")) });

  it("that was misread once is read again", () => {
    fc.assert(
      fc.property(french, (text) => {
        expect(readMojibake(misread(text))).toBe(text);
      }),
    );
  });

  it("that is sound French stays as it is", () => {
    fc.assert(
      fc.property(french, (text) => {
        expect(readMojibake(text)).toBe(text);
      }),
    );
    expect(cleanReviewText("5 < 7 et 8 > 3, « à goûter » !", allRules())).toBe(
      "5 < 7 et 8 > 3, « à goûter » !",
    );
    expect(readMojibake("QUALITÉ\u00a0! Un CAFÉ… naïf")).toBe("QUALITÉ\u00a0! Un CAFÉ… naïf");
    expect(cleanDescription("Sel & poivre ; R&D", allRules())).toBe("Sel & poivre ; R&D");
  });

  it("as a name has no run of spaces, none at its ends, and does not change at a second cleaning", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", " ", "\u00a0", "\u202f", "’", "é") }), (shown) => {
        const name = cleanName(shown, allRules());
        expect(name).not.toMatch(/\s\s|^\s|\s$|[^\S ]|’/);
        const again = allRules();
        expect(cleanName(name, again)).toBe(name);
        expect(again.repairs).toEqual([]);
      }),
    );
  });
});
