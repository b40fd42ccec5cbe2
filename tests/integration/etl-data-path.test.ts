// The ETL on real engines: what it loads, what it refuses, what it forgets, and that doing anything twice changes nothing.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kind } from "@atelier/contracts/kinds.ts";
import type { RawBody, RawRecord } from "@atelier/contracts/raw.ts";
import { startEngines, type EngineSet } from "@atelier/engines/engines.ts";
import { GROUP_TOPICS, type GroupId } from "@atelier/contracts/groups.ts";
import { checkNeo4j, checkPostgres } from "@atelier/etl/integrity.ts";
import { keyOf, rawRecord } from "@atelier/etl/testing/records.ts";
import { DERIVED_VIEWS, VIEWS } from "@atelier/contracts/views.ts";
import { connectPostgres } from "@atelier/platform/postgres.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, PASSWORDS, type RunningService, type Stage } from "./etl/stage.ts";

const GROUPS = Object.keys(GROUP_TOPICS) as GroupId[];
const SERVICES = ["normaliser", "postgres", "mongo", "neo4j"] as const;

let folder: string;
let engines: EngineSet;
let stage: Stage;
let running: RunningService[] = [];

const startAll = () => {
  running = SERVICES.map((role) => stage.start(role));
};
const stopAll = async () => {
  const services = running;
  running = [];
  await Promise.all(services.map((service) => service.stop()));
};
const settle = () => stage.quiescence(GROUPS);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "etl-test-"));
  engines = await startEngines({ profile: "native", stateDir: folder });
  stage = await openStage(engines.connections);
  await stage.complete("setup");
  startAll();
});

afterAll(async () => {
  await stopAll();
  await stage.close();
  await engines.stop();
  await rm(folder, { recursive: true, force: true });
});

const [ana, ben] = ["ana", "ben"].map((name) => ({
  account: keyOf(`${name} account`),
  email: keyOf(`${name} email`),
  phone: keyOf(`${name} phone`),
})) as [Person, Person];
interface Person {
  readonly account: string;
  readonly email: string;
  readonly phone: string;
}

const review = (
  id: string,
  { account }: Person,
  changes: Partial<RawBody<"reviews">> = {},
  envelope: Partial<RawRecord> = {},
) =>
  rawRecord(
    "reviews",
    { reviewId: id, accountKey: account, deviceKey: keyOf(`device of ${account}`), ...changes },
    { subjects: [account], ...envelope },
  );
const order = (
  id: string,
  { email }: Person,
  changes: Partial<RawBody<"orders">> = {},
  envelope: Partial<RawRecord> = {},
) => rawRecord("orders", { orderId: id, customerKey: email, ...changes }, { subjects: [email], ...envelope });
const customer = (id: string, person: Person, changes: Partial<RawBody<"customers">> = {}) =>
  rawRecord(
    "customers",
    {
      recordId: id,
      accountKey: person.account,
      emailKey: person.email,
      phoneKey: person.phone,
      ...changes,
    },
    { subjects: [person.account, person.email, person.phone] },
  );

const column = async (view: string, name: string, where = "true") =>
  (await stage.sql(`SELECT (${name})::text AS v FROM ${view} WHERE ${where} ORDER BY 1`)).map(({ v }) => v);
const rejects = () => column("lab.rejects", "kind || ' ' || pointer || ' ' || rule");

const cleanMessage = (kind: Kind, id: string, body: object) => ({
  topic: `clean.${kind}`,
  key: id,
  value: JSON.stringify({
    source: "drop-prices",
    kind,
    id,
    hash: "",
    observedAt: "2026-03-10T00:00:00Z",
    version: 0,
    subjects: [],
    repairs: [],
    body,
  }),
});

const FACTS: readonly RawRecord[] = [
  rawRecord("sellers"),
  rawRecord("certifications"),
  rawRecord("products"),
  rawRecord("products", { category: "confiseries", page: "confiseries/miel" }, { version: 7 }),
  rawRecord("prices"),
  rawRecord("prices", { at: "1772668800000", amount: "13.50", unit: "euros" }),
  rawRecord("files"),
  review("R-ana", ana),
  review("R-ben", ben, { rating: "5/5" }),
  rawRecord("labels", { reviewId: "R-ana", verdict: "frauduleux" }),
  rawRecord("labels", { reviewId: "R-ben" }),
  order("O-ana", ana),
  order("O-ben", ben, { orderedAt: "2026-07-14 12:00:00", lines: [line("x2")], totalCents: 2500 }),
  customer("C1", ana),
  customer("C2", ana, { emailKey: keyOf("ana second"), createdOn: "2020-01-01", loyaltyBalance: "3,20" }),
  customer("C3", ben, { updatedAt: "2026-02-01T00:00:00Z" }),
];
function line(quantity: string) {
  return { productId: "P1", quantity, unitPriceCents: 1250 };
}

describe("the data path", () => {
  it("brings every kind to the stores that want it", async () => {
    await stage.publish(FACTS);
    await settle();
    expect(await column("lab.products", "product_id")).toEqual(["P1"]);
    expect(await column("lab.product_categories", "category")).toEqual(["confiseries", "miels"]);
    expect(await column("lab.prices", "price_cents")).toEqual(["1250", "1350"]);
    expect(await column("lab.reviews", "rating")).toEqual(["4", "5"]);
    expect(await column("lab.labels", "fraudulent")).toEqual(["false", "true"]);
    expect(await column("lab.orders", "ordered_at AT TIME ZONE 'UTC'", "order_id = 'O-ben'")).toEqual([
      "2026-07-14 10:00:00",
    ]);
    expect(await rejects()).toEqual([]);
    expect(await stage.mongo.collection("raw").countDocuments()).toBe(FACTS.length);
    expect(await stage.mongo.collection("reviews").countDocuments()).toBe(2);
    expect(await stage.mongo.collection("files").countDocuments()).toBe(1);
    const graph = await stage.graph.read((transaction) =>
      transaction.run(
        `MATCH (a:Account)-[:WROTE]->(r:Review)-[:ABOUT]->(:Product {id: 'P1'})<-[:SELLS]-(:Seller {id: 'V1'})
         MATCH (r)-[:FROM_DEVICE]->(:Device) MATCH (r)-[:FROM_NETWORK]->(:Network)
         RETURN r.id AS id, r.rating AS rating ORDER BY id`,
      ),
    );
    expect(graph.records.map((row) => row.toObject())).toEqual([
      { id: "R-ana", rating: 4 },
      { id: "R-ben", rating: 5 },
    ]);
  });

  it("makes one customer of records that share a phone: newest values, oldest e-mail and date", async () => {
    expect(await stage.sql("SELECT * FROM lab.customers ORDER BY created_on")).toMatchObject([
      { customer_key: keyOf("ana second"), loyalty_cents: 1250 },
      { customer_key: ben.email },
    ]);
    expect(await column("lab.orders", "customer_key", "order_id = 'O-ana'")).toEqual([keyOf("ana second")]);
  });

  it("sets orphans aside until their parent comes", async () => {
    await stage.publish([
      rawRecord("prices", { productId: "P2" }),
      order("O-orphan", ben, {
        lines: [line("1"), { ...line("1"), productId: "P2" }],
        totalCents: 2500,
      }),
      rawRecord("labels", { reviewId: "R-late" }),
    ]);
    await settle();
    expect(await rejects()).toEqual([
      "labels R-late orphan",
      "orders O-orphan#2 orphan",
      "prices P2~2026-03-04T00:00:00.000Z orphan",
    ]);
    expect(await column("lab.order_lines", "line_no", "order_id = 'O-orphan'")).toEqual(["1"]);
    await stage.publish([rawRecord("products", { reference: "P2" }), review("R-late", ben)]);
    await settle();
    expect(await rejects()).toEqual([]);
    expect(await column("lab.order_lines", "line_no", "order_id = 'O-orphan'")).toEqual(["1", "2"]);
  });

  it("turns what it cannot read into dead letters, whichever layer holds it, and goes on", async () => {
    await stage.send([
      { topic: "raw.reviews", key: "not-json", value: "{" },
      { topic: "raw.orders", key: "not-an-order", value: JSON.stringify(rawRecord("reviews")) },
      { topic: "raw.reviews", key: "nul", value: JSON.stringify(review("nul", ben, { text: "a\u0000b" })) },
      { topic: "clean.sellers", key: "garbage", value: "?" },
      cleanMessage("prices", "too-dear", {
        productId: "P1",
        at: "2026-03-05T00:00:00Z",
        priceCents: 3_000_000_000,
      }),
      cleanMessage("prices", "beside-it", { productId: "P1", at: "2026-03-06T00:00:00Z", priceCents: 1 }),
    ]);
    await stage.publish([review("R-out", ben, { rating: "9" })]);
    await settle();
    expect(await rejects()).toEqual([
      "orders not-an-order schema",
      "prices too-dear schema",
      "reviews R-out rating-out-of-range",
      "reviews not-json schema",
      "reviews nul schema",
      "sellers garbage schema",
    ]);
    expect(await column("lab.prices", "price_cents", "price_cents = 1")).toEqual(["1"]);
  });

  it("never lets an older record overwrite a newer one, and writes the newer one to the log again", async () => {
    await stage.publish([
      review("R-ben", ben, { rating: "2", text: "Corrigé." }, { version: 2 }),
      order("O-ben", ben, { status: "Livrée", lines: [line("1")], totalCents: 1250 }, { version: 2 }),
    ]);
    await settle();
    const before = await stage.contents();
    await stage.publish([
      review("R-ben", ben, { rating: "1", deviceKey: keyOf("other device") }, { version: 1 }),
      order("O-ben", ben, { status: "shipped" }, { version: 1 }),
    ]);
    await settle();
    const after = await stage.contents();
    expect(after["relational"]).toEqual(before["relational"]);
    expect(after["graphed"]).toEqual(before["graphed"]);
    expect(await column("lab.order_lines", "line_no", "order_id = 'O-ben'")).toEqual(["1"]);
    expect(await stage.latest("raw.reviews", "R-ben")).toMatchObject({ version: 2, body: { rating: "2" } });
    expect(await stage.latest("clean.orders", "O-ben")).toMatchObject({
      version: 2,
      body: { status: "delivered" },
    });
  });

  it("forgets a person in every store and in the log, keeps the orders, and stays so", async () => {
    await stage.publish([
      review("R-ana-out", ana, { rating: "0" }),
      order("O-ana-out", ana, { lines: [line("-1")] }),
    ]);
    await settle();
    await stage.publish([
      rawRecord("erasures", { subjects: [ana.account, ana.email, ana.phone, keyOf("ana second")] }),
    ]);
    await settle();
    // Late, or collected again: refused.
    await stage.publish([
      review("R-ana-2", ana),
      customer("C4", ana),
      order("O-ana-2", ana),
      rawRecord("labels", { reviewId: "R-ana" }),
      review("R-ana-3", ana, { rating: "7" }),
    ]);
    await settle();
    expect(await column("lab.reviews", "review_id", "review_id LIKE 'R-ana%'")).toEqual([]);
    expect(await column("lab.customers", "customer_key")).toEqual([ben.email]);
    expect(await column("lab.labels", "review_id", "review_id LIKE 'R-ana%'")).toEqual([]);
    expect((await rejects()).filter((reject) => String(reject).includes("ana"))).toEqual([]);
    expect(
      await stage.sql("SELECT order_id, customer_key FROM lab.orders WHERE order_id LIKE 'O-ana%'"),
    ).toEqual(
      expect.arrayContaining([
        { order_id: "O-ana", customer_key: null },
        { order_id: "O-ana-2", customer_key: null },
      ]),
    );
    for (const topic of ["raw.reviews", "clean.reviews"]) {
      expect(await stage.latest(topic, "R-ana")).toBeNull();
      expect(await stage.latest(topic, "R-ana-2")).toBeNull();
    }
    expect(await stage.latest("dead.reviews", "R-ana-out")).toBeNull();
    expect(await stage.latest("raw.orders", "O-ana")).toMatchObject({
      subjects: [],
      body: { customerKey: null },
    });
    const documents = await stage.mongo
      .collection<{ kind: string }>("raw")
      .find({ subjects: { $in: Object.values(ana) }, kind: { $ne: "erasures" } })
      .toArray();
    expect(documents).toEqual([]);
    expect(
      await stage.mongo.collection<{ _id: string }>("raw").findOne({ _id: "orders:O-ana:0" }),
    ).toMatchObject({
      body: { customerKey: null },
    });
    const accounts = await stage.graph.read((transaction) =>
      transaction.run(
        "MATCH (n:Account|Device|Review) WHERE n.key = $key OR n.id STARTS WITH 'R-ana' RETURN n",
        {
          key: ana.account,
        },
      ),
    );
    expect(accounts.records).toEqual([]);
  });

  it("has nothing to change when every topic is replayed, over the stores or into empty ones", async () => {
    const before = await stage.contents();
    const rewind = async () => {
      await stage.sql("UPDATE store.offsets SET next = 0");
      for (const group of GROUPS) await stage.kafka.rewindGroup(group);
    };
    await stopAll();
    await rewind();
    startAll();
    await settle();
    expect(await stage.contents()).toEqual(before);

    await stopAll();
    await stage.emptyStores();
    await rewind();
    startAll();
    await settle();
    expect(await stage.contents()).toEqual(before);
  });

  it("passes its integrity checks, and each names what was tampered with", async () => {
    const pool = connectPostgres({
      url: engines.connections.postgres.ownerUrl,
      maxConnections: 1,
      applicationName: "test",
    });
    const violated = async () =>
      [...(await checkPostgres(pool, new Date(0))), ...(await checkNeo4j(stage.graph))]
        .filter(({ violations }) => violations > 0)
        .map(({ name, examples }) => `${name}: ${examples.join(", ")}`);
    expect(await violated()).toEqual([]);
    await stage.sql("UPDATE store.orders SET total_cents = 1 WHERE order_id = 'O-ben'");
    await stage.sql("DELETE FROM store.product_categories WHERE product_id = 'P2'");
    await stage.graph.write((transaction) =>
      transaction.run("MATCH (r:Review {id: 'R-ben'})-[l:ABOUT]->() DELETE l"),
    );
    expect(await violated()).toEqual([
      "orders-add-up: O-ben",
      "products-categorised: P2",
      "reviews-complete: R-ben",
    ]);
    await pool.end();
  });

  it("shows its reader the contract's views and nothing else, read only", async () => {
    const url = new URL(engines.connections.postgres.ownerUrl);
    [url.username, url.password] = ["reader", PASSWORDS.READER_PASSWORD];
    const reader = connectPostgres({ url: url.href, maxConnections: 1, applicationName: "test" });
    const { rows: visible } = await reader.query<{ name: string }>(
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const views = [...Object.keys(VIEWS), ...Object.keys(DERIVED_VIEWS), "predictions"].map(
      (name) => `lab.${name}`,
    );
    expect(visible.map(({ name }) => name).toSorted()).toEqual(views.toSorted());
    await expect(reader.query("SELECT * FROM store.reviews")).rejects.toThrow("permission denied");
    await expect(reader.query("CREATE TABLE public.mine ()")).rejects.toThrow(/permission denied|read-only/);
    await reader.end();
    expect(
      await stage.sql(
        "SELECT rolname FROM pg_roles WHERE rolname IN ('loader', 'reader', 'model', 'dashboard') AND (rolsuper OR rolcreaterole OR rolcreatedb)",
      ),
    ).toEqual([]);
  });
});
