// Tries, with the passwords that the roles of the main world were given, what a reader and a loader have no need of, and knocks
// at every engine without a password and with the stock one.
import { MongoClient } from "mongodb";
import neo4j from "neo4j-driver";
import { escapeIdentifier } from "pg";
import type { z } from "zod";
import { DERIVED_VIEWS, VIEWS } from "@atelier/contracts/views.ts";
import type { Attempt as AttemptSchema, Roles } from "../observations/roles.ts";
import { openInspector } from "../stores/inspector.ts";
import { openSqlSession, StoreRefusal, type SqlSession } from "../stores/sql-session.ts";
import { engineParts } from "../stores/stores.ts";
import { SubmissionFault, type ExamWorld, type Phase } from "./phase.ts";

type Attempt = z.infer<typeof AttemptSchema>;

const SECONDS = 10;
const MAX_TABLES = 200;

export const roles: Phase<"roles"> = {
  part: "roles",
  world: "main",
  async observe(world, { submission }) {
    const { relational, document, graph } = engineParts(submission);
    if (!relational) {
      throw new SubmissionFault({
        fr: "aucun moteur relationnel que l'examen connaisse : les rôles ne peuvent pas être essayés",
        en: "no relational engine that the exam knows: its roles cannot be tried",
      });
    }
    return {
      ...(await tryReader(world)),
      loader: await tryLoader(world),
      engines: [
        ...(document ? await knockAtMongo(world) : []),
        ...(graph ? await knockAtNeo4j(world) : []),
        ...(await knockAtPostgres(world)),
      ],
    };
  },
};

async function tryReader(world: ExamWorld): Promise<Pick<Roles, "reader" | "readerAttempts">> {
  const opened = await tryOpen(world.roleUrl("reader"));
  if (typeof opened === "string") {
    return { reader: { connects: false, views: [], detail: opened }, readerAttempts: [] };
  }
  const inspector = await openInspector(world.connections);
  try {
    const views: string[] = [];
    for (const view of [...Object.keys(VIEWS), ...Object.keys(DERIVED_VIEWS), "predictions"]) {
      const seen = await attempt(
        opened,
        `lab.${view}`,
        `SELECT 1 FROM lab.${escapeIdentifier(view)} LIMIT 1`,
      );
      if (seen.allowed) views.push(view);
    }
    const name = decodeURIComponent(new URL(world.roleUrl("reader")).username);
    const [rights] = await inspector.all(
      "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = $1",
      [name],
    );
    const attempts: Attempt[] = [
      {
        what: "administer",
        allowed: rights?.[0] === "t",
        detail: "SUPERUSER, CREATEROLE, CREATEDB, BYPASSRLS",
      },
      ...(await tryTables(opened, inspector)),
      ...(await writableTables(inspector, name)),
      ...(await tryWrites(opened)),
      ...(await tryFiles(opened)),
    ];
    return { reader: { connects: true, views, detail: "" }, readerAttempts: attempts };
  } finally {
    await opened.close();
    await inspector.close();
  }
}

/** Every table that is not one of the views' schema, by name: one that answers is one attempt that was allowed. */
async function tryTables(reader: SqlSession, inspector: SqlSession): Promise<Attempt[]> {
  const tables = await inspector.all(
    `SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'm', 'f', 'v') AND n.nspname !~ '^(pg_|information_schema)'
       AND (n.nspname <> 'lab' OR c.relkind IN ('r', 'p', 'f')) ORDER BY 1, 2 LIMIT ${MAX_TABLES}`,
  );
  const attempts: Attempt[] = [];
  for (const [schema, table] of tables) {
    const name = `${escapeIdentifier(schema ?? "")}.${escapeIdentifier(table ?? "")}`;
    // Tables of `lab` that stand in a view's place are what the contract asks the reader to read.
    if (schema === "lab") continue;
    attempts.push(await attempt(reader, `table ${schema}.${table}`, `SELECT 1 FROM ${name} LIMIT 1`));
  }
  return attempts;
}

/** By the catalogue: who may write but not read would not be noticed by reading, and a write that succeeds is harm done. */
async function writableTables(inspector: SqlSession, role: string): Promise<Attempt[]> {
  const tables = await inspector.all(
    `SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^(pg_|information_schema)'
       AND pg_catalog.has_schema_privilege($1, n.oid, 'USAGE')
       AND pg_catalog.has_table_privilege($1, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') ORDER BY 1 LIMIT ${MAX_TABLES}`,
    [role],
  );
  return tables.map(([table]) => ({ what: `write ${table}`, allowed: true, detail: "" }));
}

/** In transactions that are undone, in case one is allowed. */
async function tryWrites(reader: SqlSession): Promise<Attempt[]> {
  const writing = [
    ["write lab.products", "UPDATE lab.products SET name = name"],
    ["empty lab.products", "DELETE FROM lab.products"],
    ["make a table in lab", "CREATE TABLE lab.exam_probe (a pg_catalog.int4)"],
    ["make a table in public", "CREATE TABLE public.exam_probe (a pg_catalog.int4)"],
    ["make a schema", "CREATE SCHEMA exam_probe"],
  ] as const;
  const attempts: Attempt[] = [];
  for (const [what, sql] of writing) {
    attempts.push(await reader.undone(() => attempt(reader, what, sql)));
  }
  return attempts;
}

async function tryFiles(reader: SqlSession): Promise<Attempt[]> {
  const reaching = [
    ["read a file of the server", "SELECT pg_catalog.pg_read_file('/etc/hostname')"],
    ["list files of the server", "SELECT pg_catalog.pg_ls_dir('/')"],
    ["import a file of the server", "SELECT pg_catalog.lo_import('/etc/hostname')"],
    ["run a program on the server", "COPY (SELECT 1) TO PROGRAM 'true'"],
    ["read passwords", "SELECT 1 FROM pg_catalog.pg_authid LIMIT 1"],
  ] as const;
  const attempts: Attempt[] = [];
  for (const [what, sql] of reaching) {
    attempts.push(await reader.undone(() => attempt(reader, what, sql)));
  }
  return attempts;
}

async function attempt(session: SqlSession, what: string, sql: string): Promise<Attempt> {
  try {
    await session.all(sql, [], { seconds: SECONDS, maxRows: 10_000 });
    return { what, allowed: true, detail: "" };
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return { what, allowed: false, detail: error.message };
  }
}

async function tryLoader(world: ExamWorld): Promise<Roles["loader"]> {
  const opened = await tryOpen(world.roleUrl("loader"));
  if (typeof opened === "string")
    return { connects: false, isSuperuser: false, mayAdminister: false, detail: opened };
  try {
    const [row] = await opened.all(
      `SELECT rolsuper, rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication
       FROM pg_catalog.pg_roles WHERE rolname = session_user`,
    );
    return { connects: true, isSuperuser: row?.[0] === "t", mayAdminister: row?.[1] === "t", detail: "" };
  } finally {
    await opened.close();
  }
}

/** A session that may write as far as its role may, or why it does not come about. */
async function tryOpen(url: string): Promise<SqlSession | string> {
  try {
    return await openSqlSession({ url, mayWrite: true, limits: { seconds: SECONDS } });
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return error.message;
  }
}

async function knockAtPostgres(world: ExamWorld): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const owner = new URL(world.connections.postgres.ownerUrl);
  for (const name of [new URL(world.roleUrl("reader")).username, new URL(world.roleUrl("loader")).username]) {
    for (const password of ["", name, "postgres", "password"]) {
      owner.username = name;
      owner.password = password;
      const opened = await tryOpen(owner.href);
      const what = `postgresql ${decodeURIComponent(name)}:${password}`;
      attempts.push({
        what,
        allowed: typeof opened !== "string",
        detail: typeof opened === "string" ? opened : "",
      });
      if (typeof opened !== "string") await opened.close();
    }
  }
  return attempts;
}

async function knockAtMongo(world: ExamWorld): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const { host } = new URL(world.connections.mongo.url);
  for (const auth of [
    undefined,
    { username: "root", password: "example" },
    { username: "admin", password: "admin" },
  ]) {
    const client = new MongoClient(`mongodb://${host}/`, {
      serverSelectionTimeoutMS: 5000,
      ...(auth && { auth }),
    });
    const what = `mongodb ${auth ? `${auth.username}:${auth.password}` : "anonymous"}`;
    attempts.push(
      await knock(what, async () => {
        await client.connect();
        await client.db("admin").admin().listDatabases();
      }),
    );
    await client.close();
  }
  return attempts;
}

async function knock(what: string, enter: () => Promise<unknown>): Promise<Attempt> {
  try {
    await enter();
    return { what, allowed: true, detail: "" };
  } catch (error) {
    return { what, allowed: false, detail: error instanceof Error ? error.message.slice(0, 200) : "" };
  }
}

async function knockAtNeo4j(world: ExamWorld): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const { url } = world.connections.neo4j;
  for (const [name, token] of [
    ["anonymous", undefined],
    ["neo4j:neo4j", neo4j.auth.basic("neo4j", "neo4j")],
    ["neo4j:password", neo4j.auth.basic("neo4j", "password")],
  ] as const) {
    const driver = neo4j.driver(url, token, { connectionTimeout: 5000 });
    attempts.push(await knock(`neo4j ${name}`, () => driver.executeQuery("RETURN 1")));
    await driver.close();
  }
  return attempts;
}
