import { describe, expect, it } from "vitest";
import type { Row } from "../verify/compare.ts";
import { compareColumns } from "./compare-columns.ts";
import { StoreRefusal } from "./sql-session.ts";

const TRUTH = [
  { id: "a", price: 100, name: "Miel" },
  { id: "b", price: 200, name: "Poire" },
  { id: "c", price: 300, name: "Café" },
];

async function* stream(rows: Iterable<Row>, error?: Error): AsyncIterable<Row> {
  yield* rows;
  if (error) throw error;
}

describe("rows held against the truth", () => {
  it("are right column by column", async () => {
    const rows = [
      { id: "a", price: 100, name: "Miel" },
      { id: "b", price: 2, name: "Poire" },
      { id: "c", price: 300, name: "Cafe\u0301" },
    ];
    const compared = await compareColumns("products", TRUTH, stream(rows), ["id"]);
    expect(compared).toMatchObject({
      expected: 3,
      found: 3,
      missing: 0,
      unexpected: 0,
      twice: 0,
      different: 1,
    });
    expect(compared.columns).toEqual([
      { name: "price", rows: 3, right: 2, example: "b: price: 200 ≠ 2" },
      { name: "name", rows: 3, right: 3, example: null },
    ]);
  });

  it("are missing, unexpected, or there twice", async () => {
    const rows = [TRUTH[0]!, TRUTH[0]!, { id: "z", price: 1, name: "?" }];
    const compared = await compareColumns("products", TRUTH, stream(rows), ["id"]);
    expect(compared).toMatchObject({ missing: 2, unexpected: 1, twice: 1, different: 0 });
    expect(compared.columns.map(({ right }) => right)).toEqual([1, 1]);
  });

  it("count as far as they could be read", async () => {
    const broken = stream(TRUTH.slice(0, 2), new StoreRefusal("invalid byte sequence"));
    const compared = await compareColumns("products", TRUTH, broken, ["id"]);
    expect(compared).toMatchObject({ missing: 1, found: 2, unreadable: "invalid byte sequence" });
  });

  it("do not hide a mistake of ours", async () => {
    const broken = stream([], new Error("ours"));
    await expect(compareColumns("products", TRUTH, broken, ["id"])).rejects.toThrow("ours");
  });
});
