// Puts invalid rows into a candidate's tables, in transactions that are undone, and looks whether they are refused, or whether
// the views show them.
import { escapeIdentifier, escapeLiteral } from "pg";
import type { ViewName } from "@atelier/contracts/views.ts";
import type { Structure } from "../observations/structure.ts";
import { StoreRefusal, type SqlSession } from "../stores/sql-session.ts";
import type { CatalogueTable } from "./catalogue.ts";

type Tried = Structure["invalid"][number];

export interface InvalidRow {
  readonly view: ViewName;
  readonly what: Tried["what"];
  /** The view's column that the invalid value is in; of a key, its columns. */
  readonly column: string;
}

export const INVALID_ROWS: readonly InvalidRow[] = [
  { view: "products", what: "key-missing", column: "product_id" },
  { view: "orders", what: "key-missing", column: "order_id" },
  { view: "reviews", what: "key-missing", column: "review_id" },
  { view: "sellers", what: "key-twice", column: "seller_id" },
  { view: "products", what: "key-twice", column: "product_id" },
  { view: "orders", what: "key-twice", column: "order_id" },
  { view: "reviews", what: "key-twice", column: "review_id" },
  { view: "products", what: "out-of-range", column: "price_cents" },
  { view: "prices", what: "out-of-range", column: "price_cents" },
  { view: "order_lines", what: "out-of-range", column: "quantity" },
  { view: "reviews", what: "out-of-range", column: "rating" },
  { view: "product_categories", what: "parent-unknown", column: "product_id" },
  { view: "prices", what: "parent-unknown", column: "product_id" },
  { view: "order_lines", what: "parent-unknown", column: "product_id" },
  { view: "labels", what: "parent-unknown", column: "review_id" },
];

const UNKNOWN = "exam-unknown";
const NUMBERS = ["smallint", "integer", "bigint", "numeric", "real", "double precision", "money"];
const TEXTS = ["text", "character varying", "character"];
/** Integrity, what a type cannot hold, and what a trigger raises: see the manual's appendix of error codes. */
const REFUSED = /^(22|23|P0|44)/;

export async function tryInvalidRow(
  session: SqlSession,
  row: InvalidRow,
  tables: readonly CatalogueTable[],
): Promise<Tried> {
  const { view, what } = row;
  const untried = (detail: string): Tried => ({ view, what, outcome: "untried", detail });
  const place = await findColumn(session, row, tables);
  if (!place) return untried(`${row.column}: –`);
  const detail = `${place.table.name}.${place.column}`;
  return session.undone(async () => {
    try {
      const before = await countInvalid(session, row);
      await session.all(invalidStatement(row, place));
      await session.all("SET CONSTRAINTS ALL IMMEDIATE");
      const shown = (await countInvalid(session, row)) > before;
      return { view, what, outcome: shown ? "shown" : "absent", detail };
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
      if (!REFUSED.test(error.state ?? "")) return untried(`${detail}: ${error.message}`);
      return { view, what, outcome: "refused", detail: `${detail}: ${error.message}` };
    }
  });
}

interface Place {
  readonly table: CatalogueTable;
  readonly column: string;
}

/** By its name; else by what it holds: the column whose values are nearly all the view's. */
async function findColumn(
  session: SqlSession,
  { view, column, what }: InvalidRow,
  tables: readonly CatalogueTable[],
): Promise<Place | undefined> {
  const types = what === "out-of-range" ? NUMBERS : what === "parent-unknown" ? TEXTS : undefined;
  const fits = ({ type }: { readonly type: string }) => types === undefined || types.includes(type);
  for (const table of tables) {
    if (table.columns.some((one) => one.name === column && fits(one))) return { table, column };
  }
  let best: { place: Place; share: number } | undefined;
  for (const table of tables) {
    for (const { name } of table.columns.filter(fits)) {
      const share = await sharedValues(session, view, column, { table, column: name });
      if (share >= 0.9 && share > (best?.share ?? 0)) best = { place: { table, column: name }, share };
    }
  }
  return best?.place;
}

const distinctValues = (from: string, name: string) =>
  `SELECT DISTINCT pg_catalog.format('%s', ${escapeIdentifier(name)}) AS v FROM ${from} WHERE ${escapeIdentifier(name)} IS NOT NULL`;

async function sharedValues(
  session: SqlSession,
  view: string,
  column: string,
  place: Place,
): Promise<number> {
  try {
    const [row] = await session.all(
      `WITH a AS (${distinctValues(`lab.${escapeIdentifier(view)}`, column)}), b AS (${distinctValues(nameOf(place.table), place.column)})
       SELECT pg_catalog.count(a.v) FILTER (WHERE b.v IS NOT NULL), pg_catalog.count(*)
       FROM a FULL JOIN b ON a.v OPERATOR(pg_catalog.=) b.v`,
    );
    return Number(row?.[1]) === 0 ? 0 : Number(row?.[0]) / Number(row?.[1]);
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return 0;
  }
}

const nameOf = ({ schema, table }: CatalogueTable) =>
  `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;

function invalidStatement({ what }: InvalidRow, { table, column }: Place): string {
  const [name, target] = [nameOf(table), escapeIdentifier(column)];
  const one = `ctid = (SELECT ctid FROM ${name} WHERE ${target} IS NOT NULL LIMIT 1)`;
  switch (what) {
    case "key-missing":
      return `UPDATE ${name} SET ${target} = NULL WHERE ${one}`;
    case "out-of-range":
      // Below zero whatever the unit; no price, quantity or rating is.
      return `UPDATE ${name} SET ${target} = - ${target} WHERE ${one}`;
    case "parent-unknown":
      return `UPDATE ${name} SET ${target} = ${escapeLiteral(UNKNOWN)} WHERE ${one}`;
    default: {
      // What fills itself is left to do so: a number of its own makes no row another.
      const copied = table.columns
        .filter((each) => !each.filled || each.name === column)
        .map((each) => escapeIdentifier(each.name))
        .join(", ");
      return `INSERT INTO ${name} (${copied}) SELECT ${copied} FROM ${name} WHERE ${one}`;
    }
  }
}

async function countInvalid(session: SqlSession, { view, what, column }: InvalidRow): Promise<number> {
  const from = `FROM lab.${escapeIdentifier(view)}`;
  const target = escapeIdentifier(column);
  const counts: Record<Tried["what"], string> = {
    "key-missing": `SELECT pg_catalog.count(*) ${from} WHERE ${target} IS NULL`,
    "key-twice": `SELECT pg_catalog.count(*) - pg_catalog.count(DISTINCT ${target}) ${from}`,
    "out-of-range": `SELECT pg_catalog.count(*) ${from} WHERE ${target}::pg_catalog.float8 OPERATOR(pg_catalog.<) 0`,
    "parent-unknown": `SELECT pg_catalog.count(*) ${from} WHERE pg_catalog.format('%s', ${target}) OPERATOR(pg_catalog.=) ${escapeLiteral(UNKNOWN)}`,
  };
  const [row] = await session.all(counts[what]);
  return Number(row?.[0] ?? 0);
}
