// Attacks by what a submission may do with the engines that it is given: each succeeds where the guard is away (another session,
// the engine's administrator), and is denied, or does not pay, where it is there.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import neo4j, { type Driver } from "neo4j-driver";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEngines, type EngineSet } from "@atelier/engines/engines.ts";
import { judgeOne } from "@atelier/grader/checks/testing/judge-one.ts";
import { observe } from "@atelier/grader/exam/examine.ts";
import type { Absence } from "@atelier/grader/observations.ts";
import type { PhaseContext } from "@atelier/grader/phases/phase.ts";
import { structure } from "@atelier/grader/phases/structure.ts";
import { openDocumentStore } from "@atelier/grader/stores/documents.ts";
import { openGraphStore } from "@atelier/grader/stores/graph.ts";
import { openInspector } from "@atelier/grader/stores/inspector.ts";
import { isShutOut, openSqlSession } from "@atelier/grader/stores/sql-session.ts";
import { openShop, type Shop } from "../../../harness/small-shop.ts";

describe("a submission's PostgreSQL", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop("attacked");
  });
  afterAll(() => shop?.close());
  beforeEach(() => shop.reset());

  const session = () => openSqlSession({ url: shop.world.connections.postgres.ownerUrl });

  it("changes the settings of the session that reads it: the next statement has ours again", async () => {
    await shop.sql("CREATE FUNCTION shop.never(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false'");
    await shop.sql("CREATE OPERATOR shop.= (LEFTARG = text, RIGHTARG = text, FUNCTION = shop.never)");
    const settings = `SELECT pg_catalog.set_config('search_path', 'shop, pg_catalog', false) AS a,
      pg_catalog.set_config('default_transaction_read_only', 'off', false) AS b,
      pg_catalog.set_config('TimeZone', 'Asia/Tokyo', false) AS c`;
    await shop.sql(`CREATE VIEW lab.visited AS ${settings}`);
    const compare = "SELECT 'a'::text = 'a'::text AS same";
    const write = "INSERT INTO shop.rejects VALUES ('visited', 'by', 'the', 'examiner') RETURNING pointer";
    // A session that is told its settings once, as ours was, keeps what the view has made of them.
    const [once] = await asAdmin(
      async (client) => {
        await client.query("SELECT * FROM lab.visited");
        return [(await client.query(compare)).rows, await client.query(write)];
      },
      { options: "-c search_path=pg_catalog -c default_transaction_read_only=on" },
    );
    expect(once).toEqual([{ same: false }]);

    const ours = await session();
    await ours.all("SELECT * FROM lab.visited");
    expect(await ours.all(compare)).toEqual([["t"]]);
    expect(await ours.all("SHOW TimeZone")).toEqual([["UTC"]]);
    await expect(ours.all(write)).rejects.toThrow("read-only transaction");
    await ours.close();
  });

  it("ends the session of who looks: that costs its own answer, and none after it", async () => {
    await shop.sql(
      "CREATE VIEW lab.deadly AS SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())",
    );
    const plain = new Client({ connectionString: shop.world.connections.postgres.ownerUrl });
    plain.on("error", () => undefined);
    await plain.connect();
    await expect(plain.query("SELECT * FROM lab.deadly")).rejects.toThrow("administrator command");
    await expect(plain.query("SELECT 1")).rejects.toThrow();

    const ours = await session();
    await expect(ours.all("SELECT * FROM lab.deadly")).rejects.toThrow("administrator command");
    expect(await ours.all("SELECT 1")).toEqual([["1"]]);
    await ours.close();
  });

  it("ends a session that has something to undo: nothing more is done in another", async () => {
    await shop.sql(
      "CREATE VIEW lab.deadly AS SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())",
    );
    const inspector = await openInspector(shop.world.connections, { mayWrite: true });
    await inspector.undone(async () => {
      await expect(inspector.all("SELECT * FROM lab.deadly")).rejects.toThrow("administrator command");
      await expect(inspector.all("DELETE FROM shop.rejects")).rejects.toThrow("administrator command");
    });
    await inspector.close();
    expect(await shop.sql("SELECT pg_catalog.count(*) > 0 AS kept FROM shop.rejects")).toEqual([
      { kept: true },
    ]);
  });

  it("kills whoever tries what it does not enforce: nothing is excused, and nothing has passed", async () => {
    const seen = async () => {
      const absences: Absence[] = [];
      const context = shop.context({});
      await observe(structure, shop.world, context, absences);
      return { absences, structure: context.seen.structure };
    };
    const sound = await seen();
    expect(sound.absences).toEqual([]);
    const tried = sound.structure?.invalid.filter(({ outcome }) => outcome !== "untried") ?? [];
    expect(tried.length).toBeGreaterThan(6);

    await shop.sql(
      `CREATE FUNCTION shop.strike() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid()); RETURN NULL; END $$`,
    );
    for (const table of ["sellers", "products", "orders", "order_lines", "reviews"]) {
      await shop.sql(
        `CREATE TRIGGER strike BEFORE INSERT OR UPDATE OR TRUNCATE ON shop.${table} FOR EACH STATEMENT EXECUTE FUNCTION shop.strike()`,
      );
    }
    const struck = await seen();
    expect(struck.absences).toEqual([]);
    expect(struck.structure?.invalid.map(({ outcome }) => outcome)).not.toContain("refused");
    expect(
      judgeOne("C7.1-invalid-rows", struck.structure ? { structure: struck.structure } : {}).outcome,
    ).toBe("failed");
    // Rejects are never emptied.
    const followed = struck.structure?.views.filter(({ follows, rows }) => rows > 0 && follows !== false);
    expect(followed?.map(({ name }) => name)).toEqual(["rejects"]);
  });

  it("refuses the examiner whatever is written, and enforces nothing: what its own roles may write is shown", async () => {
    const outcomes = async () => {
      const { invalid } = await structure.observe(shop.world, shop.context({}));
      return invalid.filter(({ view }) => view === "order_lines").map(({ what, outcome }) => [what, outcome]);
    };
    const enforced = [
      ["out-of-range", "shown"],
      ["parent-unknown", "shown"],
    ];
    expect(await outcomes()).toEqual(enforced);
    await shop.sql(
      `CREATE FUNCTION shop.stranger() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN IF session_user LIKE 'exam%' THEN RAISE 'not valid'; END IF; RETURN NEW; END $$`,
    );
    await shop.sql(
      "CREATE TRIGGER stranger BEFORE INSERT OR UPDATE ON shop.order_lines FOR EACH ROW EXECUTE FUNCTION shop.stranger()",
    );
    // The examiner alone would have believed it.
    const inspector = await openInspector(shop.world.connections, { mayWrite: true });
    await expect(inspector.all("UPDATE shop.order_lines SET quantity = - quantity")).rejects.toThrow(
      "not valid",
    );
    await inspector.close();
    expect(await outcomes()).toEqual(enforced);
  });

  it("locks the examiner's role out: the submission's fault, and no excuse", async () => {
    const absences: Absence[] = [];
    const context: PhaseContext = shop.context({});
    const lockOut = async () => {
      // Until version 16, whoever may make roles may change any that is no superuser's.
      for (const { rolname } of await shop.sql("SELECT rolname FROM pg_roles WHERE rolname LIKE 'exam%'")) {
        await shop.sql(`ALTER ROLE "${String(rolname)}" NOLOGIN`);
      }
    };
    const inspector = await openInspector(shop.world.connections);
    await lockOut();
    const again = openSqlSession({ url: roleUrl(inspector.name) });
    await expect(again).rejects.toSatisfy(isShutOut);
    await inspector.close();
    await observe({ ...structure, observe: () => again as never }, shop.world, context, absences);
    expect(absences.map(({ fault }) => fault)).toEqual(["submission"]);
  });

  it.each([
    ["read a file of the server", "SELECT pg_catalog.pg_read_file('/etc/passwd')"],
    ["list its folders", "SELECT pg_catalog.pg_ls_dir('/')"],
    ["import a file", "SELECT pg_catalog.lo_import('/etc/passwd')"],
    ["copy from a file", "COPY shop.notes FROM '/etc/hostname'"],
    ["copy to a file", "COPY (SELECT 1) TO '/tmp/atelier-copied-by-an-attack'"],
    ["run a program", "COPY (SELECT 1) TO PROGRAM 'true'"],
    ["change the server", "ALTER SYSTEM SET log_statement = 'all'"],
    ["have the server read its settings again", "SELECT pg_catalog.pg_reload_conf()"],
    [
      "end the administrator's sessions",
      "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres' AND pid <> pg_backend_pid()",
    ],
    ["read passwords", "SELECT rolpassword FROM pg_catalog.pg_authid"],
    ["write a function in C", "CREATE FUNCTION shop.pid() RETURNS integer LANGUAGE c AS 'libc', 'getpid'"],
    ["be a superuser", "ALTER ROLE lab_owner SUPERUSER"],
    ["see all rows", "ALTER ROLE lab_owner BYPASSRLS"],
  ])("would %s: its administrator can, its owner cannot", async (_, statement) => {
    await shop.sql("CREATE TABLE shop.notes (line text)");
    const idle = new Client({ connectionString: adminUrl() });
    idle.on("error", () => undefined);
    await idle.connect();
    await expect(shop.sql(statement)).rejects.toThrow(
      /permission denied|must be (?:a )?superuser|must be owner/,
    );
    expect((await idle.query("SELECT 1")).rowCount).toBe(1);
    // Undone where that can be: these are the engine's own rights.
    await asAdmin(async (client) => {
      if (statement.startsWith("ALTER SYSTEM")) await client.query("SELECT 1");
      else await client.query("BEGIN");
      await client.query(
        statement.replace("LANGUAGE c AS 'libc', 'getpid'", "LANGUAGE internal AS 'pg_backend_pid'"),
      );
      if (statement.startsWith("ALTER SYSTEM")) await client.query("ALTER SYSTEM RESET log_statement");
      else await client.query("ROLLBACK");
    });
    await idle.end().catch(() => undefined);
    await rm("/tmp/atelier-copied-by-an-attack", { force: true });
  });

  it.each(["dblink", "postgres_fdw", "file_fdw", "adminpack", "plpython3u"])(
    "would reach out by the extension %s: its owner cannot have it",
    async (extension) => {
      await expect(shop.sql(`CREATE EXTENSION ${extension}`)).rejects.toThrow(
        /permission denied|must be superuser|is not available|could not open extension/,
      );
    },
  );

  const adminUrl = () => {
    const url = new URL(shop.world.connections.postgres.adminUrl);
    url.pathname = new URL(shop.world.connections.postgres.ownerUrl).pathname;
    return url.href;
  };
  const roleUrl = (name: string) => {
    const url = new URL(shop.world.connections.postgres.ownerUrl);
    url.username = name;
    return url.href;
  };
  async function asAdmin<T>(work: (client: Client) => Promise<T>, settings: { options?: string } = {}) {
    const client = new Client({ connectionString: adminUrl(), ...settings });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
});

describe("a submission's MongoDB and Neo4j", () => {
  let folder: string;
  let engines: EngineSet;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "atelier-attacked-"));
    await chmod(folder, 0o711);
    engines = await startEngines({ profile: "native", stateDir: folder, only: ["mongo", "neo4j"] });
  });
  afterAll(async () => {
    await engines?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const cypher = async <T>(work: (driver: Driver) => Promise<T>): Promise<T> => {
    const { url, username, password } = engines.connections.neo4j;
    const driver = neo4j.driver(url, neo4j.auth.basic(username, password));
    try {
      return await work(driver);
    } finally {
      await driver.close();
    }
  };

  it.each([
    ["stop Neo4j's database", "STOP DATABASE neo4j", "system"],
    [
      "change its settings",
      "CALL dbms.setConfigValue('dbms.security.allow_csv_import_from_file_urls', 'true')",
      "neo4j",
    ],
    ["load a file", "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "neo4j"],
    ["load from a server", "LOAD CSV FROM 'http://127.0.0.1:1/' AS line RETURN line", "neo4j"],
  ])("would %s: refused", async (_, statement, database) => {
    await cypher(async (driver) => {
      const session = driver.session({ database });
      await expect(session.run(statement)).rejects.toThrow();
      await session.close();
      expect((await driver.executeQuery("RETURN 1")).records.length).toBe(1);
    });
  });

  it("would end MongoDB: refused", async () => {
    const client = await MongoClient.connect(engines.connections.mongo.url);
    await expect(client.db("admin").command({ shutdown: 1, force: true })).rejects.toThrow();
    expect(await client.db("admin").command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
  });

  it("changes the password that both use: the submission's fault, and no excuse", async () => {
    const { neo4j: given } = engines.connections;
    await (await openGraphStore(given)).close();
    await cypher((driver) =>
      driver.executeQuery(
        "ALTER CURRENT USER SET PASSWORD FROM $old TO 'another-password'",
        { old: given.password },
        { database: "system" },
      ),
    );
    await expect(openGraphStore(given)).rejects.toSatisfy(isShutOut);

    await (await openDocumentStore(engines.connections.mongo.url)).close();
    const client = await MongoClient.connect(engines.connections.mongo.url);
    await client.db("admin").command({ dropAllUsersFromDatabase: 1 });
    await client.close();
    await expect(openDocumentStore(engines.connections.mongo.url)).rejects.toSatisfy(isShutOut);
  });
});
