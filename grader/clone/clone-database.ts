// A clone of a candidate's database on the same server, to be damaged: nothing of what is done to it reaches the original.
import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { STAGE_ENVIRONMENT, ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Connections } from "@atelier/engines/engine.ts";

export interface DatabaseClone {
  /** As those of the original, with the clone's address. */
  readonly connections: Connections;
  /** What a command must be told so that it works on the clone. */
  readonly environment: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

/** Ends whoever is connected to the original: a template has no guests. */
export async function cloneDatabase(connections: Connections): Promise<DatabaseClone> {
  const { adminUrl, ownerUrl } = connections.postgres;
  const owner = new URL(ownerUrl);
  const original = decodeURIComponent(owner.pathname.slice(1));
  const name = `lab_${randomBytes(5).toString("hex")}`;
  const [from, to] = [escapeIdentifier(original), escapeIdentifier(name)];
  await asAdmin(adminUrl, async (admin) => {
    await admin.query(`ALTER DATABASE ${from} ALLOW_CONNECTIONS false`);
    try {
      await admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()",
        [original],
      );
      await admin.query(`CREATE DATABASE ${to} TEMPLATE ${from}`);
    } finally {
      await admin.query(`ALTER DATABASE ${from} ALLOW_CONNECTIONS true`);
    }
    const { rows } = await admin.query<{ owner: string }>(
      "SELECT r.rolname AS owner FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = $1",
      [original],
    );
    const [first] = rows;
    if (first) await admin.query(`ALTER DATABASE ${to} OWNER TO ${escapeIdentifier(first.owner)}`);
    // A template's own settings and rights are not copied with it.
    await admin.query(
      `INSERT INTO pg_db_role_setting SELECT clone.oid, s.setrole, s.setconfig FROM pg_db_role_setting s
       JOIN pg_database d ON d.oid = s.setdatabase, pg_database clone
       WHERE d.datname = ${escapeLiteral(original)} AND clone.datname = ${escapeLiteral(name)}`,
    );
    await admin.query(
      `UPDATE pg_database SET datacl = (SELECT datacl FROM pg_database WHERE datname = ${escapeLiteral(original)})
       WHERE datname = ${escapeLiteral(name)}`,
    );
  });
  owner.pathname = `/${name}`;
  return {
    connections: { ...connections, postgres: { ...connections.postgres, ownerUrl: owner.href } },
    environment: {
      [ENVIRONMENT.postgresUrl]: owner.href,
      [STAGE_ENVIRONMENT.postgresDatabase]: name,
    },
    drop: () =>
      asAdmin(adminUrl, async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS ${to} WITH (FORCE)`);
      }),
  };
}

async function asAdmin(url: string, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: url, options: "-c search_path=pg_catalog" });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
