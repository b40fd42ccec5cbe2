// A batch of rows as one array per column: what a statement over `unnest` takes as its parameters.
type Element = string | number | bigint | boolean | null;

export interface Column<R> {
  readonly name: string;
  /** Type of one element as the server reads it. */
  readonly type: "text" | "smallint" | "integer" | "bigint" | "boolean" | "date" | "timestamptz" | "text[]";
  readonly value: (row: R) => Element | readonly string[];
}

/** `unnest($1::text[], $2::integer[], …) AS <alias>(…)`; parameters are numbered from `first`. */
export function unnested<R>(columns: readonly Column<R>[], alias: string, first = 1): string {
  const parameters = columns.map(({ type }, index) => {
    // Arrays of uneven arrays do not exist: each goes as its text.
    return `$${first + index}::${type === "text[]" ? "text" : type}[]`;
  });
  return `unnest(${parameters.join(", ")}) AS ${alias}(${columns.map(({ name }) => name).join(", ")})`;
}

/** How a statement names a column of `unnested`. */
export function columnOf<R>({ name, type }: Column<R>, alias: string): string {
  return type === "text[]" ? `${alias}.${name}::text[]` : `${alias}.${name}`;
}

/** One array a column, as the text that the server reads: the driver's own way of writing it costs half a batch. */
export function parametersOf<R>(columns: readonly Column<R>[], rows: readonly R[]): string[] {
  return columns.map(({ value }) => arrayText(rows, value));
}

const NEEDS_ESCAPE = /["\\]/;

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function arrayText<R>(rows: readonly R[], value: Column<R>["value"]): string {
  let text = "";
  for (const row of rows) text += `,${elementText(value(row))}`;
  return `{${text.slice(1)}}`;
}

function elementText(value: Element | readonly string[]): string {
  if (typeof value === "string") {
    return NEEDS_ESCAPE.test(value) ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `"${value}"`;
  }
  if (value === null) return "NULL";
  // Pseudonyms and names of rules: nothing that the inner array's text would have to quote.
  return typeof value === "object" ? `"{${value.join(",")}}"` : String(value);
}
