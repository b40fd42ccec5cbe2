import { describe, expect, it } from "vitest";
import { canonicalValue, columnsOf } from "./view-values.ts";

describe("a value of a view", () => {
  it("is the same whatever type the candidate has chosen", () => {
    expect(["1250", "1250.00", " 1250"].map((text) => canonicalValue("integer", text))).toEqual([
      1250, 1250, 1250,
    ]);
    const instants = ["2026-03-04 13:05:00+00", "2026-03-04T14:05:00+01:00", "2026-03-04 13:05:00"];
    for (const text of instants) expect(canonicalValue("instant", text)).toBe("2026-03-04T13:05:00.000Z");
    expect(canonicalValue("date", "2026-03-04 00:00:00")).toBe("2026-03-04");
    expect(["t", "true", "1"].map((text) => canonicalValue("boolean", text))).toEqual([true, true, true]);
    expect(canonicalValue("text", "cafe\u0301")).toBe("café");
  });

  it("equals nothing when it is no such value", () => {
    for (const text of ["NaN", "Infinity", "12.5", ""]) expect(canonicalValue("integer", text)).toBe(text);
    for (const text of ["infinity", "-infinity", "2026-02-31 99:00:00", "hier"])
      expect(canonicalValue("instant", text)).toBe(text);
    expect(canonicalValue("date", "2026-03-04 12:00:00")).toBe("2026-03-04 12:00:00");
    expect(canonicalValue("boolean", "oui")).toBe("oui");
  });

  it("is of the contract's kind", () => {
    expect(columnsOf("prices")).toEqual([
      { name: "product_id", kind: "text" },
      { name: "at", kind: "instant" },
      { name: "price_cents", kind: "integer" },
    ]);
    expect(columnsOf("certifications")[2]).toEqual({ name: "valid_until", kind: "date" });
    expect(columnsOf("files").find(({ name }) => name === "width")).toEqual({
      name: "width",
      kind: "integer",
    });
  });
});
