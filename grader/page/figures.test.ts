import { describe, expect, it } from "vitest";
import { parseFigure, readFigures } from "./figures.ts";

describe("a figure on a page", () => {
  it.each([
    ["1161", 1161],
    ["1 161", 1161],
    ["1\u202F161", 1161],
    ["1\u00A0161", 1161],
    ["1,161", 1161],
    ["12.345.678", 12_345_678],
    [" 0 ", 0],
  ])("%j is %d", (text, value) => expect(parseFigure(text)).toBe(value));

  it.each(["", "about 12", "12 %", "-3", "1.5", "NaN", "1e3", "9".repeat(40)])("%j is no figure", (text) =>
    expect(parseFigure(text)).toBeNull(),
  );

  it("that the page does not show is nowhere", () => {
    const expected = {
      "rows-products": 1,
      "rows-reviews": 2,
      "rows-orders": 3,
      "rows-customers": 4,
      rejects: 5,
      "products-without-quantity": 6,
      "products-without-image": 7,
      "reviews-without-text": 8,
      "customers-without-phone": 9,
    };
    const read = readFigures(expected, { rejects: "5", "rows-orders": "\u001B[31m3" });
    expect(read.find(({ name }) => name === "rejects")).toMatchObject({ shown: "5", value: 5 });
    expect(read.find(({ name }) => name === "rows-products")).toMatchObject({ shown: null, value: null });
    expect(read.find(({ name }) => name === "rows-orders")?.shown).toBe("3");
  });
});
