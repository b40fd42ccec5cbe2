// What PostgreSQL's own catalogue says of the views of `lab` and of the tables behind them.
import type { SqlSession } from "../stores/sql-session.ts";

export interface CatalogueView {
  readonly name: string;
  /** r, p: a table in the view's place. v: a view. m: a materialised one. */
  readonly kind: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Tables that it reads, through other views too, as far as the catalogue knows. */
  readonly reads: readonly string[];
}

export interface CatalogueTable {
  readonly schema: string;
  readonly table: string;
  /** `schema.table` */
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    /** Filled by itself: a default, an identity, an expression. */
    readonly filled: boolean;
  }[];
  readonly hasKey: boolean;
  readonly notNullColumns: number;
  /** Checks, of a domain or an enumeration too, and triggers that may refuse. */
  readonly checks: number;
  readonly foreignKeys: number;
}

const COLUMNS = `(SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', a.attname,
    'type', pg_catalog.format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE a.atttypid END, NULL),
    'filled', a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '') ORDER BY a.attnum)
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)`;

export async function readViews(session: SqlSession): Promise<Map<string, CatalogueView>> {
  const rows = await session.all(
    `SELECT c.relname, c.relkind, ${COLUMNS}, (
       WITH RECURSIVE read(oid) AS (
         SELECT c.oid UNION
         SELECT d.refobjid FROM read
         JOIN pg_catalog.pg_rewrite w ON w.ev_class = read.oid
         JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = w.oid
           AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
       )
       SELECT pg_catalog.json_agg(DISTINCT n.nspname || '.' || b.relname) FROM read
       JOIN pg_catalog.pg_class b ON b.oid = read.oid JOIN pg_catalog.pg_namespace n ON n.oid = b.relnamespace
       WHERE b.relkind IN ('r', 'p', 'f'))
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace
     WHERE s.nspname = 'lab' AND c.relkind IN ('r', 'p', 'v', 'm')`,
  );
  return new Map(
    rows.map(([name, kind, columns, reads]) => [
      name ?? "",
      {
        name: name ?? "",
        kind: kind ?? "",
        columns: JSON.parse(columns ?? "[]") as CatalogueView["columns"],
        reads: JSON.parse(reads ?? "[]") as string[],
      },
    ]),
  );
}

export async function readTables(session: SqlSession): Promise<Map<string, CatalogueTable>> {
  const rows = await session.all(
    `SELECT n.nspname, c.relname, ${COLUMNS},
       EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid),
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped),
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('c', 'x'))
       + (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND t.typtype IN ('d', 'e'))
       + (SELECT pg_catalog.count(*) FROM pg_catalog.pg_trigger g
          WHERE g.tgrelid = c.oid AND NOT g.tgisinternal AND g.tgtype::pg_catalog.int4 & 2 = 2),
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f')
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'`,
  );
  return new Map(
    rows.map(([schema, table, columns, hasKey, notNull, checks, foreignKeys]) => [
      `${schema}.${table}`,
      {
        schema: schema ?? "",
        table: table ?? "",
        name: `${schema}.${table}`,
        columns: JSON.parse(columns ?? "[]") as CatalogueTable["columns"],
        hasKey: hasKey === "t",
        notNullColumns: Number(notNull),
        checks: Number(checks),
        foreignKeys: Number(foreignKeys),
      },
    ]),
  );
}

/** Declared as `schema.table`, or by a name that only one schema has. */
export function findTable(
  tables: ReadonlyMap<string, CatalogueTable>,
  declared: string,
): CatalogueTable | undefined {
  const exact = tables.get(declared);
  if (exact) return exact;
  const named = [...tables.values()].filter(({ table }) => table === declared);
  return named.length === 1 ? named[0] : undefined;
}
