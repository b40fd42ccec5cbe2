// What the examination sees of real stores: those of the reference are right in every check of C6 and C7 that looks at stores;
// then what lies, hides, stalls or floods, each shown to work where the guard is away, and to fail where it is there.
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findShare } from "@atelier/grader/bands.ts";
import { CHECKS } from "@atelier/grader/checks/checks.ts";
import { judgeOne } from "@atelier/grader/checks/testing/judge-one.ts";
import type { Observations } from "@atelier/grader/observations.ts";
import { describeAudit } from "@atelier/grader/phases/audit.ts";
import { collected } from "@atelier/grader/phases/collected.ts";
import { readCrawlRules } from "@atelier/grader/phases/crawl-rules.ts";
import { erasure } from "@atelier/grader/phases/erasure.ts";
import { loaded } from "@atelier/grader/phases/loaded.ts";
import type { ExamWorld, Phase, PhaseContext } from "@atelier/grader/phases/phase.ts";
import { privacy } from "@atelier/grader/phases/privacy.ts";
import { questions } from "@atelier/grader/phases/questions.ts";
import { roles } from "@atelier/grader/phases/roles.ts";
import { structure } from "@atelier/grader/phases/structure.ts";
import { openGraphStore } from "@atelier/grader/stores/graph.ts";
import { openInspector } from "@atelier/grader/stores/inspector.ts";
import { openSqlSession, StoreRefusal } from "@atelier/grader/stores/sql-session.ts";
import { examinedContext, examinedWorld } from "../../harness/examined-lab.ts";
import { openLab, type Lab } from "../../harness/lab.ts";

const SCALE = 0.1;
/** Whose queries are asked. */
const SUBMISSION = join(import.meta.dirname, "../../submissions/reference/folder");

let lab: Lab;
let world: ExamWorld;
let context: PhaseContext;
const seen: Observations = {};

async function observe(phase: Phase): Promise<void> {
  Object.assign(seen, { [phase.part]: await phase.observe(world, context) });
}

/** As the candidate, who owns the database. */
async function asOwner(...statements: string[]): Promise<void> {
  await withClient(world.connections.postgres.ownerUrl, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const adminUrl = () => {
  const url = new URL(world.connections.postgres.adminUrl);
  url.pathname = new URL(world.connections.postgres.ownerUrl).pathname;
  return url.href;
};

const openReader = (limits: { seconds?: number; maxRows?: number } = {}) =>
  openSqlSession({ url: world.roleUrl("reader"), limits });

beforeAll(async () => {
  lab = await openLab("examined");
  await lab.open({ seed: "examined", scale: SCALE });
  await lab.consume();
  await lab.collect();
  await lab.settle();
  world = await examinedWorld(lab, SCALE);
  context = examinedContext(SUBMISSION, {
    erase: async () => {
      await lab.collect();
      await lab.settle();
    },
  });
});

afterAll(() => lab?.close());

describe("the reference's stores", () => {
  it("pass every check that looks at them", async () => {
    for (const phase of [collected, loaded, privacy, structure, roles, questions]) await observe(phase);
    seen.audit = describeAudit(world.audit(), await readCrawlRules(world));
    const outcomes = CHECKS.filter(
      ({ item, reads }) => /^C[67]/.test(item) && reads.every((part) => seen[part] !== undefined),
    ).map(({ id }) => {
      const { outcome, evidence } = judgeOne(id, seen);
      return outcome === "passed" || outcome === "jury" ? outcome : `${id} ${JSON.stringify(evidence)}`;
    });
    expect(new Set(outcomes)).toEqual(new Set(["passed", "jury"]));
    expect(outcomes.length).toBeGreaterThan(25);
  });
});

describe("a store that deceives", () => {
  it("shows its reader what it shows nobody else: seen by a namesake", async () => {
    await asOwner(
      "CREATE OR REPLACE VIEW lab.certifications AS SELECT seller_id, label, valid_until FROM store.certifications WHERE session_user = 'reader'",
    );
    // Without the namesake it would have been right.
    await observe(loaded);
    const view = seen.loaded?.views.find(({ name }) => name === "certifications");
    expect(view).toMatchObject({ missing: 0, unexpected: 0 });
    await observe(structure);
    const { evidence } = judgeOne("C7.1-views", seen);
    expect(evidence.map(({ where, actual }) => `${where} ${actual.en}`)).toEqual([
      "lab.certifications shows something else to another role of the same rights",
    ]);
    await asOwner(
      "CREATE OR REPLACE VIEW lab.certifications AS SELECT seller_id, label, valid_until FROM store.certifications",
    );
  });

  it("answers with a copy that nothing fills: its tables, emptied, show it", async () => {
    await asOwner(
      "CREATE TABLE store.copied AS SELECT * FROM lab.files",
      "ALTER VIEW lab.files RENAME TO files_true",
      "CREATE VIEW lab.files AS SELECT * FROM store.copied",
      "GRANT SELECT ON lab.files TO reader",
    );
    const submission = { ...context.submission, entities: { files: ["store.files"] } };
    const view = await structure.observe(world, { ...context, submission });
    const files = view.views.find(({ name }) => name === "files");
    expect(files).toMatchObject({ sameForOthers: true, follows: false });
    expect(files?.rows).toBeGreaterThan(0);
    await asOwner(
      "DROP VIEW lab.files",
      "ALTER VIEW lab.files_true RENAME TO files",
      "DROP TABLE store.copied",
    );
  });

  it("shadows an operator: our sessions do not look where it is", async () => {
    await asOwner(
      "CREATE SCHEMA evil",
      "CREATE FUNCTION evil.same(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
      "CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.same)",
      "GRANT USAGE ON SCHEMA evil TO PUBLIC",
      "ALTER ROLE reader SET search_path = evil, pg_catalog",
      "ALTER ROLE reader SET \"TimeZone\" = 'Asia/Tokyo'",
      "ALTER ROLE reader SET default_transaction_read_only = off",
    );
    const question = "SELECT 'a'::text = 'b'::text AS answer";
    const fooled = await withClient(world.roleUrl("reader"), (client) => client.query(question));
    expect(fooled.rows).toEqual([{ answer: true }]);
    const session = await openReader();
    expect(await session.all(question)).toEqual([["f"]]);
    expect(await session.all("SHOW TimeZone")).toEqual([["UTC"]]);
    expect(await session.all("SHOW default_transaction_read_only")).toEqual([["on"]]);
    await session.close();
    await asOwner("ALTER ROLE reader RESET ALL", "DROP SCHEMA evil CASCADE");
  });

  it("never ends, or has no end: both are cut", async () => {
    const slow = "SELECT pg_catalog.pg_sleep(2)";
    const patient = await openReader();
    expect(await patient.all(slow)).toEqual([[""]]);
    await patient.close();
    const session = await openReader({ seconds: 1 });
    await expect(session.all(slow)).rejects.toThrow(StoreRefusal);
    await session.close();

    const long = "SELECT pg_catalog.generate_series(1, 20000)";
    const generous = await openReader();
    expect((await generous.all(long)).length).toBe(20_000);
    await generous.close();
    const bounded = await openReader({ maxRows: 10_000 });
    await expect(bounded.all(long)).rejects.toThrow("more than 10000 rows");
    await bounded.close();
  });

  it("drips its rows for ever: the whole answer has a limit, not each batch", async () => {
    const dripping = "SELECT pg_catalog.pg_sleep(0.001) FROM pg_catalog.generate_series(1, 30000)";
    const session = await openReader({ seconds: 3 });
    await expect(session.all(dripping)).rejects.toThrow(StoreRefusal);
    await session.close();
  });

  it("has a view with a side effect: nothing is written", async () => {
    await asOwner(
      "CREATE TABLE store.visits (who text)",
      `CREATE FUNCTION store.note() RETURNS text LANGUAGE sql SECURITY DEFINER
         AS 'INSERT INTO store.visits VALUES (session_user) RETURNING who'`,
      "CREATE VIEW lab.visited AS SELECT store.note() AS who",
      "GRANT USAGE ON SCHEMA store TO reader",
      "GRANT SELECT ON lab.visited TO reader",
    );
    const visit = "SELECT who FROM lab.visited";
    const careless = await withClient(world.roleUrl("reader"), (client) => client.query(visit));
    expect(careless.rows).toEqual([{ who: "reader" }]);
    const session = await openReader();
    await expect(session.all(visit)).rejects.toThrow("read-only transaction");
    await session.close();
    await asOwner(
      "DROP VIEW lab.visited",
      "DROP FUNCTION store.note",
      "DROP TABLE store.visits",
      "REVOKE USAGE ON SCHEMA store FROM reader",
    );
  });

  it("stacks a second statement behind the first: the server takes one", async () => {
    const stacked = "SELECT 1; SET default_transaction_read_only = off; SELECT 2";
    const simple = await withClient(world.roleUrl("reader"), (client) => client.query(stacked));
    expect(Array.isArray(simple)).toBe(true);
    const session = await openReader();
    await expect(session.all(stacked)).rejects.toThrow("multiple commands");
    await session.close();
  });

  it("runs a program as whoever looks: nobody who looks may", async () => {
    await asOwner(
      "CREATE TABLE store.bait (a integer)",
      "INSERT INTO store.bait VALUES (1)",
      `CREATE FUNCTION store.spring() RETURNS integer LANGUAGE plpgsql AS
         $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''true'''; RETURN 1; END $$`,
      "CREATE VIEW store.trap AS SELECT store.spring() AS a FROM store.bait",
    );
    const look = "SELECT a FROM store.trap";
    // A superuser who looks is caught.
    const caught = await withClient(adminUrl(), (client) => client.query(look));
    expect(caught.rows).toEqual([{ a: 1 }]);
    const inspector = await openInspector(world.connections, { mayWrite: true });
    await expect(inspector.all(look)).rejects.toThrow("pg_execute_server_program");
    await expect(inspector.all("SET SESSION AUTHORIZATION postgres")).rejects.toThrow(StoreRefusal);
    await expect(inspector.all("SET ROLE postgres")).rejects.toThrow(StoreRefusal);
    await inspector.close();
    await asOwner("DROP VIEW store.trap", "DROP FUNCTION store.spring", "DROP TABLE store.bait");
  });

  it("hides persons behind a cast or a policy: they are found", async () => {
    const [person] = [...lab.truth().canaries()];
    const name = person?.traces[0] ?? "";
    await asOwner(
      "CREATE TYPE store.secret AS (name text)",
      "CREATE FUNCTION store.shown(store.secret) RETURNS text LANGUAGE sql AS 'SELECT ''nobody'''",
      "CREATE CAST (store.secret AS text) WITH FUNCTION store.shown(store.secret)",
      `CREATE TABLE store.cast_away AS SELECT ROW('${name}')::store.secret AS person`,
      `CREATE TABLE store.behind_policy AS SELECT '${name}'::text AS person`,
      "ALTER TABLE store.behind_policy ENABLE ROW LEVEL SECURITY",
      "ALTER TABLE store.behind_policy FORCE ROW LEVEL SECURITY",
      `CREATE TABLE store.as_bytes AS SELECT convert_to('${name}', 'UTF8') AS person`,
      `CREATE TABLE store.digested AS SELECT md5('${name}') AS person`,
    );
    const plainly = await withClient(world.connections.postgres.ownerUrl, async (client) => [
      ...(await client.query("SELECT person::text FROM store.cast_away")).rows,
      ...(await client.query("SELECT person FROM store.behind_policy")).rows,
    ]);
    expect(plainly).toEqual([{ person: "nobody" }]);
    await observe(privacy);
    expect(seen.privacy?.clear.map(({ where }) => where)).toEqual([
      "postgresql store.as_bytes",
      "postgresql store.behind_policy",
      "postgresql store.cast_away",
    ]);
    expect(seen.privacy?.digests.map(({ where }) => where)).toEqual(["postgresql store.digested"]);
    // A world serves several candidates: nobody is told a name to look for.
    expect(JSON.stringify(seen.privacy)).not.toContain(name);
    await asOwner(
      "DROP TABLE store.cast_away, store.behind_policy, store.as_bytes, store.digested",
      "DROP TYPE store.secret CASCADE",
    );
  });

  it("keeps a forgotten person beside others: found; a mere list of whom to forget is none", async () => {
    const [forgotten] = [...lab.truth().forgotten()];
    await asOwner(`CREATE TABLE store.left_over AS
      SELECT customer_key FROM lab.customers UNION ALL SELECT '${forgotten}'`);
    await observe(privacy);
    expect(seen.privacy?.forgotten.map(({ where }) => where)).toEqual(["postgresql store.left_over"]);
    await asOwner(
      "DELETE FROM store.left_over WHERE customer_key IN (SELECT customer_key FROM lab.customers)",
    );
    await observe(privacy);
    expect(seen.privacy?.forgotten).toEqual([]);
    await asOwner("DROP TABLE store.left_over");
  });

  it("reaches for files and servers from a query: refused by the engines", async () => {
    for (const statement of [
      "CREATE EXTENSION dblink",
      "CREATE EXTENSION file_fdw",
      "CREATE FUNCTION public.f() RETURNS integer LANGUAGE c AS 'libc', 'getpid'",
      "COPY store.sellers FROM '/etc/passwd'",
      "SELECT pg_read_file('/etc/passwd')",
      "SELECT lo_import('/etc/passwd')",
      "GRANT pg_read_server_files TO lab_owner",
      "ALTER ROLE lab_owner SUPERUSER",
      "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()",
    ]) {
      await expect(asOwner(statement)).rejects.toThrow();
    }
    const graph = await openGraphStore(world.connections.neo4j);
    const site = world.environment["SOURCE_SITE_URL"] ?? "";
    const refused = {
      "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line": "allow_csv_import_from_file_urls",
      [`LOAD CSV FROM '${site}/robots.txt' AS line RETURN line`]: "blocked",
      "MATCH (n) DETACH DELETE n RETURN 1": "read",
      "CREATE (n:Planted) RETURN n": "read",
    };
    for (const [query, why] of Object.entries(refused)) {
      const ask = async () => {
        for await (const _ of graph.rows(query)) return;
      };
      await expect(ask()).rejects.toThrow(why);
    }
    await graph.close();
  });

  it("lacks a column: that column is lost, and not the rows", async () => {
    await asOwner(
      "ALTER VIEW lab.files RENAME TO files_true",
      "CREATE VIEW lab.files AS SELECT file_id, media_type, bytes, sha256, width, height FROM lab.files_true",
      "GRANT SELECT ON lab.files TO reader",
    );
    await observe(loaded);
    const files = seen.loaded?.views.find(({ name }) => name === "files");
    expect(files).toMatchObject({ missing: 0, unexpected: 0, unreadable: null });
    const rightOf = (name: string) => files?.columns.find((column) => column.name === name)?.right ?? 0;
    expect(rightOf("sha256")).toBe(files?.expected);
    expect(rightOf("taken_at")).toBeLessThan(files?.expected ?? 0);
    await asOwner("DROP VIEW lab.files", "ALTER VIEW lab.files_true RENAME TO files");
  });

  it("loads half, or enforces nothing: about half is lost, and what is invalid is seen", async () => {
    await asOwner(
      "ALTER TABLE store.prices DROP CONSTRAINT prices_price_cents_check",
      "ALTER VIEW lab.reviews RENAME TO reviews_true",
      `CREATE VIEW lab.reviews AS SELECT * FROM lab.reviews_true WHERE ascii(review_id) % 2 = 0`,
      "GRANT SELECT ON lab.reviews TO reader",
    );
    await observe(structure);
    await observe(loaded);
    expect(
      seen.structure?.invalid.find(({ view, what }) => view === "prices" && what === "out-of-range"),
    ).toMatchObject({
      outcome: "shown",
    });
    const reviews = seen.loaded?.views.find(({ name }) => name === "reviews");
    const share = reviews ? (reviews.expected - reviews.missing) / reviews.expected : 0;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
    expect(findShare(share, []).outcome).toBe("partial");
    await asOwner(
      "DROP VIEW lab.reviews",
      "ALTER VIEW lab.reviews_true RENAME TO reviews",
      "ALTER TABLE store.prices ADD CONSTRAINT prices_price_cents_check CHECK (price_cents > 0)",
    );
  });
});

describe("a person of the live world", () => {
  it("is erased from every store by the command", async () => {
    seen.erasure = await erasure.observe(world, context);
    expect(seen.erasure.presentBefore.length).toBeGreaterThan(2);
    expect(seen.erasure).toMatchObject({ honouredBy: "erase", remaining: [] });
    expect(judgeOne("C6.2-erasure", seen).outcome).toBe("passed");
  });

  it("stays where nobody acts, and is seen there", async () => {
    const idle = examinedContext(SUBMISSION, { erase: async () => undefined });
    const left = await erasure.observe(world, idle);
    expect(left.honouredBy).toBe("nothing");
    expect(left.remaining.length).toBeGreaterThan(2);
  });
});
