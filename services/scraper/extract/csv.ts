// Rows of a `;` CSV, a line each. A line is read on its own, so that a stray quote costs that line and not the rest of
// the file; the partner's files have no line breaks within fields.
import { parse } from "csv-parse/sync";
import { ShapeChanged } from "./extracted.ts";

const DELIMITER = ";";

/** @throws ShapeChanged */
function splitRow(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(DELIMITER);
  try {
    return parse(line, { delimiter: DELIMITER, relax_quotes: true })[0] ?? [];
  } catch {
    throw new ShapeChanged("row", "not closed");
  }
}

export type ReadRow<C extends string> = (line: string) => Readonly<Record<C, string>>;

/**
 * Reads the header and returns how to read a row by the names of its columns, whatever their order.
 * @throws ShapeChanged naming a column that is not there
 */
export function readHeader<C extends string>(header: string, columns: readonly C[]): ReadRow<C> {
  const names = splitRow(header.replace(/^\uFEFF/, "")).map((name) => name.trim());
  const places = columns.map((column) => {
    const place = names.indexOf(column);
    if (place < 0) throw new ShapeChanged(`column ${column}`);
    return [column, place] as const;
  });
  return (line) => {
    const values = splitRow(line);
    if (values.length !== names.length) throw new ShapeChanged("row", `${values.length} columns wide`);
    return Object.fromEntries(places.map(([column, place]) => [column, values[place]])) as Record<C, string>;
  };
}
