// An answer of a store against the right one: values in canonical form, order where the question gives one.
import type { ColumnType, Question } from "@atelier/contracts/questions.ts";
import { canonicalValue } from "../stores/view-values.ts";
import { show } from "../stores/compare-columns.ts";
import type { Cell } from "./answers.ts";

export interface FoundAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Of two places, rounded either way. */
const DECIMAL_TOLERANCE = 0.0101;

/** @returns why the answer is wrong, by one example; nothing when it is right */
export function differenceOf(
  { columns, ordered }: Pick<Question, "columns" | "ordered">,
  expected: readonly (readonly Cell[])[],
  found: FoundAnswer,
): string {
  const order = positionsOf(
    columns.map(({ name }) => name),
    found.columns,
  );
  if (!order)
    return `columns: ${columns.map(({ name }) => name).join(", ")} ≠ ${show(found.columns.join(", "))}`;
  const types = columns.map(({ type }) => type);
  const rows = found.rows.map((row) => order.map((at, index) => cellOf(types[index]!, row[at] ?? null)));
  const right = ordered ? expected : expected.toSorted(byCells(types));
  const given = ordered ? rows : rows.toSorted(byCells(types));
  for (const [index, row] of right.entries()) {
    const other = given[index];
    if (!other || row.some((cell, at) => !sameCell(types[at]!, cell, other[at] ?? null)))
      return `${show(row)} ≠ ${other ? show(other) : "–"}`;
  }
  return given.length === right.length
    ? ""
    : `${right.length} ≠ ${given.length}: ${show(given[right.length])}`;
}

/** By their names where all are there; else by their order. */
function positionsOf(names: readonly string[], found: readonly string[]): number[] | undefined {
  const lower = found.map((name) => name.toLowerCase());
  if (names.every((name) => lower.includes(name))) return names.map((name) => lower.indexOf(name));
  return found.length === names.length ? names.map((_, index) => index) : undefined;
}

function cellOf(type: ColumnType, text: string | null): Cell {
  if (text === null) return null;
  if (type === "decimal") return Number.isFinite(Number(text)) && text.trim() !== "" ? Number(text) : text;
  const value = canonicalValue(type, text);
  return typeof value === "boolean" ? String(value) : value;
}

function sameCell(type: ColumnType, a: Cell, b: Cell): boolean {
  if (type === "decimal" && typeof a === "number" && typeof b === "number")
    return Math.abs(a - b) < DECIMAL_TOLERANCE;
  return a === b;
}

/** Decimals do not decide: they may be off by a hair. */
const byCells = (types: readonly ColumnType[]) => {
  const text = (row: readonly Cell[]) => JSON.stringify(row.filter((_, index) => types[index] !== "decimal"));
  return (a: readonly Cell[], b: readonly Cell[]) => {
    const [first, second] = [text(a), text(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  };
};
