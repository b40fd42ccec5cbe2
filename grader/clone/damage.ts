// Damages what stands behind a view without knowing how it is made: a column of a table is changed, and the view is looked at.
// What does not show there is undone and another column is tried.
import { escapeIdentifier, escapeLiteral } from "pg";
import type { ViewName } from "@atelier/contracts/views.ts";
import { StoreRefusal, type SqlSession } from "../stores/sql-session.ts";

export interface Damage {
  /** Whose tables are changed. */
  readonly view: ViewName;
  readonly change:
    /** SQL expressions of a new value; `%c` stands for the old one, `%n` for the row's number from 1, `%t` for its type. */
    | { readonly type: "set"; readonly values: readonly string[] }
    | { readonly type: "repeat" }
    | { readonly type: "delete" };
  /** Rows of a table that are changed. */
  readonly rows: number;
  /** A query of one number, which grows when the damage shows. */
  readonly shows: string;
}

interface BaseTable {
  /** Quoted, with its schema. */
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly identity: boolean }[];
}

const MAX_TRIES = 150;

export interface Damager {
  /**
   * Lets go of whatever keeps wrong rows out of the tables behind a view, as far as the engine lets it: views may lean on a key,
   * which then stays. Other tables keep what the submission's own programs rely on.
   */
  unguard(view: ViewName): Promise<void>;
  /** @returns whether the view shows it; what does not show is undone */
  apply(damage: Damage): Promise<boolean>;
}

/**
 * @param session of a role that may do what the tables' owners may, inside a transaction
 * @param declared tables that the submission names, for views that hide theirs behind a function
 */
export function createDamager(
  session: SqlSession,
  declared: Readonly<Partial<Record<ViewName, readonly string[]>>>,
): Damager {
  const seen = new Map<ViewName, { tables: readonly BaseTable[]; frozen: readonly string[] }>();
  const behind = async (view: ViewName) => {
    const known = seen.get(view) ?? (await tablesBehind(session, view, declared[view] ?? []));
    seen.set(view, known);
    return known;
  };
  const attempt = async (work: () => Promise<void>, shows: () => Promise<boolean>): Promise<boolean> => {
    await session.all("SAVEPOINT before_damage");
    try {
      await work();
      await session.all("SET CONSTRAINTS ALL IMMEDIATE");
      if (await shows()) {
        await session.all("RELEASE SAVEPOINT before_damage");
        return true;
      }
    } catch (error) {
      // The type, a constraint or a trigger will not have it.
      if (!(error instanceof StoreRefusal)) throw error;
    }
    await session.all("ROLLBACK TO SAVEPOINT before_damage");
    return false;
  };
  return {
    async unguard(view) {
      const { tables } = await behind(view);
      if (tables.length > 0) await session.all(withoutGuards(tables.map(({ name }) => name)));
    },
    async apply(damage) {
      const { tables, frozen } = await behind(damage.view);
      let before = 0;
      // A view that does not answer shows nothing: that is paid where views are judged.
      const answers = await attempt(
        async () => {
          before = await numberOf(session, damage.shows);
        },
        () => Promise.resolve(true),
      );
      if (!answers) return false;
      const shows = async () => {
        for (const view of frozen) await session.all(`REFRESH MATERIALIZED VIEW ${view}`);
        return (await numberOf(session, damage.shows)) > before;
      };
      let tries = 0;
      for (const table of tables) {
        for (const sql of statementsFor(table, damage)) {
          tries += 1;
          if (tries > MAX_TRIES) return false;
          if (await attempt(() => session.all(sql).then(() => undefined), shows)) return true;
        }
      }
      return false;
    },
  };
}

function* statementsFor(table: BaseTable, { change, rows }: Damage): Iterable<string> {
  // Spread over the table, the same rows each time.
  const picked = `(SELECT tableoid AS part, ctid AS place, row_number() OVER (ORDER BY md5(ctid::text)) AS number
     FROM ${table.name} ORDER BY md5(ctid::text) LIMIT ${rows}) AS picked`;
  const chosen = "t.tableoid = picked.part AND t.ctid = picked.place";
  if (change.type === "delete") yield `DELETE FROM ${table.name} t USING ${picked} WHERE ${chosen}`;
  else if (change.type === "repeat") {
    const columns = table.columns.map(({ name }) => escapeIdentifier(name));
    const values = columns.map((column) => `t.${column}`);
    yield `INSERT INTO ${table.name} (${columns.join(", ")}) OVERRIDING SYSTEM VALUE
       SELECT ${values.join(", ")} FROM ${table.name} t JOIN ${picked} ON ${chosen}`;
  } else {
    for (const { name, type, identity } of table.columns) {
      if (identity) continue;
      const column = escapeIdentifier(name);
      for (const value of change.values) {
        const made = value
          .replaceAll("%c", `t.${column}`)
          .replaceAll("%n", "picked.number")
          .replaceAll("%t", type);
        yield `UPDATE ${table.name} t SET ${column} = ${made} FROM ${picked} WHERE ${chosen}`;
      }
    }
  }
}

async function numberOf(session: SqlSession, sql: string): Promise<number> {
  const [row] = await session.all(sql);
  return Number(row?.[0] ?? 0);
}

/** Tables that a view reads, through other views too, and materialised views on the way, the deepest first. */
async function tablesBehind(session: SqlSession, view: ViewName, declared: readonly string[]) {
  const found = await session.all(
    `WITH RECURSIVE used(oid, depth) AS (
       SELECT to_regclass(${escapeLiteral(`lab.${view}`)})::oid, 0
       UNION
       SELECT d.refobjid, u.depth + 1 FROM used u JOIN pg_rewrite r ON r.ev_class = u.oid
         JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
       WHERE d.refobjid <> u.oid AND u.depth < 20)
     SELECT c.oid, n.nspname, c.relname, c.relkind, max(u.depth) FROM used u JOIN pg_class c ON c.oid = u.oid
       JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname <> 'pg_catalog' GROUP BY 1, 2, 3, 4 ORDER BY max(u.depth) DESC, 1`,
  );
  const named = await session.all(
    `SELECT c.oid, n.nspname, c.relname, c.relkind, 0 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname || '.' || c.relname = ANY ($1)`,
    [declared],
  );
  const tables = new Map<string, BaseTable>();
  const frozen: string[] = [];
  for (const [oid, schema, name, kind] of [...found, ...named]) {
    const full = `${escapeIdentifier(schema ?? "")}.${escapeIdentifier(name ?? "")}`;
    if (kind === "m") frozen.push(full);
    else if (!tables.has(full))
      tables.set(full, { name: full, columns: await columnsOf(session, oid ?? "") });
  }
  return { tables: [...tables.values()], frozen };
}

async function columnsOf(session: SqlSession, oid: string): Promise<BaseTable["columns"]> {
  const rows = await session.all(
    `SELECT attname, format_type(atttypid, NULL), attidentity <> '' FROM pg_attribute
     WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [oid],
  );
  return rows.map(([name, type, identity]) => ({
    name: name ?? "",
    type: type ?? "text",
    identity: identity === "t",
  }));
}

/** @param tables quoted, with their schemas; their partitions follow */
function withoutGuards(tables: readonly string[]): string {
  return `DO $guards$
DECLARE one record;
BEGIN
  FOR one IN
    WITH RECURSIVE freed(oid) AS (
      SELECT unnest(ARRAY[${tables.map((name) => escapeLiteral(name)).join(", ")}]::regclass[])::oid
      UNION SELECT i.inhrelid FROM freed f JOIN pg_inherits i ON i.inhparent = f.oid)
    SELECT 1 AS turn, format('ALTER TABLE %s DISABLE TRIGGER USER', f.oid::regclass) AS sql FROM freed f
    UNION ALL
    SELECT CASE c.contype WHEN 'f' THEN 2 ELSE 3 END, format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname)
      FROM pg_constraint c
      WHERE c.contype IN ('f', 'c', 'u', 'p', 'x') AND (c.conrelid IN (SELECT oid FROM freed) OR c.confrelid IN (SELECT oid FROM freed))
    UNION ALL
    SELECT 3, format('ALTER DOMAIN %s DROP CONSTRAINT %I', format_type(c.contypid, NULL), c.conname)
      FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
      WHERE c.contypid <> 0 AND c.contype = 'c' AND n.nspname !~ '^pg_|^information_schema$'
    UNION ALL
    SELECT 4, format('DROP INDEX %s', i.indexrelid::regclass) FROM pg_index i JOIN freed f ON f.oid = i.indrelid WHERE i.indisunique
    UNION ALL
    SELECT 5, format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', f.oid::regclass, a.attname)
      FROM pg_attribute a JOIN freed f ON f.oid = a.attrelid
      WHERE a.attnotnull AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY 1
  LOOP
    BEGIN
      EXECUTE one.sql;
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
  END LOOP;
END $guards$`;
}
