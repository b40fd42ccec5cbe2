import { describe, expect, it } from "vitest";
import { compareRows, isEqual } from "./compare.ts";

const EXPECTED = [
  { id: "a", price: 1, name: "Été" },
  { id: "b", price: 2, name: null },
];

describe("the comparison of rows", () => {
  it("finds equal what holds the same, whatever the order of rows and columns and the form of accents", async () => {
    const found = [
      { name: null, price: 2, id: "b" },
      { id: "a", price: 1, name: "Été".normalize("NFD") },
    ];
    const comparison = await compareRows(EXPECTED, found, ["id"]);
    expect(isEqual(comparison)).toBe(true);
    expect(comparison).toMatchObject({ expected: 2, found: 2 });
  });

  it("names what is missing, unexpected and different, with the columns that differ", async () => {
    const found = [
      { id: "a", price: 3, name: "Été" },
      { id: "c", price: 1, name: "" },
    ];
    const comparison = await compareRows(EXPECTED, found, ["id"]);
    expect(comparison).toMatchObject({ missing: 1, unexpected: 1, different: 1 });
    expect(comparison.examples).toEqual([
      { what: "different", key: "a", detail: "price: 1 ≠ 3" },
      { what: "unexpected", key: "c" },
      { what: "missing", key: "b" },
    ]);
  });

  it("takes a key that is held twice for unexpected the second time", async () => {
    const [first] = EXPECTED;
    const comparison = await compareRows([first ?? {}], [first ?? {}, first ?? {}], ["id"]);
    expect(comparison).toMatchObject({ missing: 0, unexpected: 1, different: 0 });
  });

  it("finds nothing equal in an empty store", async () => {
    expect(isEqual(await compareRows(EXPECTED, [], ["id"]))).toBe(false);
  });

  it("gives a few examples and all the counts", async () => {
    const found = Array.from({ length: 100 }, (_, id) => ({ id: String(id) }));
    const comparison = await compareRows([], found, ["id"]);
    expect(comparison.unexpected).toBe(100);
    expect(comparison.examples).toHaveLength(3);
  });
});
