// A role of the grader's own in a candidate's PostgreSQL: sees every table, may do what their owners may, and is nobody that a
// view or a trigger could know. Never a superuser: what the candidate has written runs with its rights.
import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import type { Connections } from "@atelier/engines/engine.ts";
import { openSqlSession, type SqlSession } from "./sql-session.ts";

export interface Inspector extends SqlSession {
  /** The role's name, which changes with every inspection. */
  readonly name: string;
}

export async function openInspector(connections: Connections): Promise<Inspector> {
  const name = `exam_${randomBytes(6).toString("hex")}`;
  const password = randomBytes(24).toString("hex");
  const url = new URL(connections.postgres.ownerUrl);
  const admin = new URL(connections.postgres.adminUrl);
  admin.pathname = url.pathname;
  // Only the catalogue is read here, by names that nobody can shadow: this session may be a superuser's.
  const chief = new Client({ connectionString: admin.href, options: "-c search_path=pg_catalog" });
  await chief.connect();
  try {
    const { rows } = await chief.query<{ super: boolean }>(
      "SELECT rolsuper AS super FROM pg_roles WHERE rolname = session_user",
    );
    const bypass = rows[0]?.super ? "BYPASSRLS" : "";
    await chief.query(
      `CREATE ROLE ${escapeIdentifier(name)} LOGIN NOSUPERUSER NOCREATEROLE ${bypass} PASSWORD ${escapeLiteral(password)}`,
    );
    const owners = await chief.query<{ name: string }>(
      `SELECT DISTINCT r.rolname AS name FROM pg_roles r
       WHERE NOT r.rolsuper AND r.rolname !~ '^pg_' AND (
         r.oid IN (SELECT relowner FROM pg_class) OR r.oid IN (SELECT nspowner FROM pg_namespace)
         OR r.oid IN (SELECT datdba FROM pg_database WHERE datname = current_database()))`,
    );
    const granted = ["pg_read_all_data", ...owners.rows.map((one) => one.name)];
    for (const role of granted) {
      await chief.query(`GRANT ${escapeIdentifier(role)} TO ${escapeIdentifier(name)}`);
    }
  } finally {
    await chief.end();
  }
  url.username = name;
  url.password = password;
  const session = await openSqlSession({ url: url.href, mayWrite: true });
  return {
    ...session,
    name,
    get columns() {
      return session.columns;
    },
    async close() {
      await session.close();
      const last = new Client({ connectionString: admin.href, options: "-c search_path=pg_catalog" });
      await last.connect();
      // Something of the candidate's may have come to depend on it: then it stays, for as long as the engine does.
      await last.query(`DROP ROLE ${escapeIdentifier(name)}`).catch(() => undefined);
      await last.end();
    },
  };
}
