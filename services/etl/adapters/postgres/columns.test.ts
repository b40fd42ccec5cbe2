import { array, assert, constant, oneof, property, string } from "fast-check";
import { types } from "pg";
import { expect, it } from "vitest";
import { parametersOf, type Column } from "./columns.ts";

/** OID of text[], which the driver's list of types lacks. */
const TEXT_ARRAY = 1009 as typeof types.builtins.TEXT;
const parse = types.getTypeParser(TEXT_ARRAY) as unknown as (text: string) => (string | null)[];
const text: Column<string | null> = { name: "text", type: "text", value: (row) => row };

it("writes any texts as an array that reads as the same texts", () => {
  const strange = oneof(
    string(),
    string({ unit: "binary" }),
    constant(null),
    constant(""),
    constant("NULL"),
    constant(String.raw`"{\"`),
  );
  assert(
    property(array(strange), (rows) => {
      const [written = ""] = parametersOf([text], rows);
      expect(parse(written)).toEqual(rows);
    }),
  );
});

it("writes numbers, booleans and lists as their columns' types read them", () => {
  const columns: Column<{ n: number; b: boolean | null; l: string[] }>[] = [
    { name: "n", type: "integer", value: ({ n }) => n },
    { name: "b", type: "boolean", value: ({ b }) => b },
    { name: "l", type: "text[]", value: ({ l }) => l },
  ];
  const rows = [
    { n: -1, b: true, l: ["a-b", "c"] },
    { n: 2, b: null, l: [] },
  ];
  expect(parametersOf(columns, rows)).toEqual(["{-1,2}", "{true,NULL}", '{"{a-b,c}","{}"}']);
});
