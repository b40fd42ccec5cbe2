// `setup`: schema, views, and the two roles. Runs again without harm.
import { readFile } from "node:fs/promises";
import { escapeIdentifier, escapeLiteral, type Client } from "pg";
import { asOwner, required } from "./environment.ts";

async function makeRole(db: Client, name: string, password: string): Promise<void> {
  const known = await db.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
  if (known.rowCount === 0) await db.query(`CREATE ROLE ${escapeIdentifier(name)} LOGIN`);
  await db.query(`ALTER ROLE ${escapeIdentifier(name)} PASSWORD ${escapeLiteral(password)}`);
}

const schema = await readFile(new URL("schema.sql", import.meta.url), "utf8");

await asOwner(async (db) => {
  await db.query(schema);
  await makeRole(db, "audit_reader", required("POSTGRES_READER_PASSWORD"));
  await makeRole(db, "audit_loader", required("POSTGRES_LOADER_PASSWORD"));
  const database = escapeIdentifier(required("POSTGRES_DB"));
  await db.query(`GRANT CONNECT ON DATABASE ${database} TO audit_reader, audit_loader`);
  await db.query("GRANT USAGE ON SCHEMA lab TO audit_reader");
  await db.query("GRANT SELECT ON ALL TABLES IN SCHEMA lab TO audit_reader");
  await db.query("GRANT USAGE ON SCHEMA shop TO audit_loader");
  await db.query("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO audit_loader");
});
