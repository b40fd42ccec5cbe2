// The page for people on real engines: every figure equals a query of this test's own, also after a poisoned load, and
// whatever is missing is a page that says so.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dashboardSpec, scorerSpec, trainerSpec } from "@atelier/cli/pipeline.ts";
import { firstLine } from "@atelier/cli/processes/service-process.ts";
import { rawTopic } from "@atelier/contracts/kinds.ts";
import type { FigureName, SeriesName } from "@atelier/dashboard/figures.ts";
import { keyOf, rawRecord } from "@atelier/etl/testing/records.ts";
import { hashToken } from "@atelier/platform/tokens.ts";
import { machine } from "../harness/machine.ts";
import { openLab, type Lab } from "../harness/lab.ts";
import { waitUntil } from "../harness/wait-until.ts";

const active = (column: string) =>
  `SELECT t.${column} FROM store.trainings t, store.active_model a WHERE t.version = a.version
   AND t.trained_at = (SELECT max(trained_at) FROM store.trainings WHERE version = a.version)`;
const scoredNow = "store.predictions p JOIN store.active_model a ON a.version = p.model_version";

/** Asked of the tables themselves. */
const QUERIES: Readonly<Record<FigureName, string>> = {
  sellers: "SELECT count(*) FROM store.sellers",
  certifications: "SELECT count(*) FROM store.certifications",
  "rows-products": "SELECT count(*) FROM store.products",
  "rows-reviews": "SELECT count(*) FROM store.reviews",
  "rows-orders": "SELECT count(*) FROM store.orders",
  prices: "SELECT count(*) FROM store.prices WHERE product_id IN (SELECT product_id FROM store.products)",
  files: "SELECT count(*) FROM store.files",
  labels: "SELECT count(*) FROM store.labels WHERE review_id IN (SELECT review_id FROM store.reviews)",
  "rows-customers": "SELECT count(DISTINCT cluster_id) FROM store.customer_records",
  customerRecords: "SELECT count(*) FROM store.customer_records",
  mergedCustomers: "SELECT count(*) FROM store.customer_records WHERE record_id <> cluster_id",
  mergedProducts: `SELECT count(*) FROM store.products
    WHERE (SELECT count(*) FROM store.product_categories c WHERE c.product_id = products.product_id) > 1`,
  completeness: `SELECT avg(filled::int)::float8 FROM (
    SELECT unnest(ARRAY[description IS NOT NULL, net_quantity IS NOT NULL, image_file_id IS NOT NULL]) AS filled
    FROM store.products
    UNION ALL SELECT text IS NOT NULL FROM store.reviews
    UNION ALL SELECT unnest(ARRAY[phone_key IS NOT NULL, account_key IS NOT NULL]) FROM lab.customers) fields`,
  rejects: "SELECT count(*) FROM lab.rejects",
  rejectedShare: `SELECT rejected::float8 / (rejected + read) FROM (SELECT
    (SELECT count(*) FROM lab.rejects) AS rejected,
    (SELECT count(*) FROM lab.sellers) + (SELECT count(*) FROM lab.certifications)
    + (SELECT count(*) FROM lab.products) + (SELECT count(*) FROM lab.reviews) + (SELECT count(*) FROM lab.orders)
    + (SELECT count(*) FROM lab.customers) + (SELECT count(*) FROM lab.prices) + (SELECT count(*) FROM lab.labels)
    + (SELECT count(*) FROM lab.files) AS read) counts`,
  repairs: `SELECT sum(cardinality(repairs)) FROM (
    SELECT repairs FROM store.sellers UNION ALL SELECT repairs FROM store.certifications
    UNION ALL SELECT repairs FROM store.products UNION ALL SELECT repairs FROM store.reviews
    UNION ALL SELECT repairs FROM store.orders UNION ALL SELECT repairs FROM store.customer_records
    UNION ALL SELECT repairs FROM store.prices UNION ALL SELECT repairs FROM store.labels
    UNION ALL SELECT repairs FROM store.files) all_rows`,
  violations: "SELECT sum(violations) FROM store.integrity",
  forgotten: "SELECT count(*) FROM store.forgotten",
  scored: `SELECT count(*) FROM ${scoredNow}`,
  flagged: `SELECT count(*) FROM ${scoredNow} AND p.flagged`,
  flaggedShare: `SELECT count(*) FILTER (WHERE flagged)::float8 / count(*) FROM ${scoredNow}`,
  knownFrauds: `SELECT count(*) FROM store.labels l, ${scoredNow} WHERE l.review_id = p.review_id AND l.fraudulent`,
  knownFraudsFlagged: `SELECT count(*) FROM store.labels l, ${scoredNow}
    WHERE l.review_id = p.review_id AND l.fraudulent AND p.flagged`,
  quality: active("pr_auc_test"),
  trainingJoules: active("energy_joules"),
  trainingLampSeconds: active("energy_joules / 8"),
  trainingGrams: active("grams_co2e"),
  trainingSeconds: active("seconds"),
  trainingBytes: active("peak_rss_bytes"),
  modelBytes: active("model_bytes"),
  "products-without-quantity": "SELECT count(*) FROM store.products WHERE net_quantity IS NULL",
  "products-without-image": "SELECT count(*) FROM store.products WHERE image_file_id IS NULL",
  "reviews-without-text": "SELECT count(*) FROM store.reviews WHERE text IS NULL",
  "customers-without-phone": "SELECT count(*) FROM lab.customers WHERE phone_key IS NULL",
  predictionJoules: active("joules_per_thousand_predictions"),
};

/** For each series the sum of its columns of numbers, as the page's table shows them. */
const SUMS: Readonly<Partial<Record<SeriesName, string>>> = {
  months: "SELECT count(*) FROM store.reviews",
  freshness: `SELECT (SELECT count(*) FROM lab.sellers) + (SELECT count(*) FROM lab.certifications)
    + (SELECT count(*) FROM lab.products) + (SELECT count(*) FROM lab.reviews) + (SELECT count(*) FROM lab.orders)
    + (SELECT count(*) FROM lab.customers) + (SELECT count(*) FROM lab.prices) + (SELECT count(*) FROM lab.labels)
    + (SELECT count(*) FROM lab.files)`,
  rejects: "SELECT count(*) FROM lab.rejects",
  integrity: "SELECT sum(violations) FROM store.integrity",
  ratings: `SELECT count(*) + count(*) FILTER (WHERE flagged) FROM ${scoredNow}`,
  scores: `SELECT count(*) FROM ${scoredNow}`,
};

type Page = ReturnType<typeof parseHTML>["document"];

function figuresOf(document: Page): Record<string, number> {
  const shown = [...document.querySelectorAll("data[data-figure]")];
  return Object.fromEntries(
    shown.map((one) => [one.getAttribute("data-figure"), Number(one.getAttribute("value"))]),
  );
}

const sumOf = (document: Page, series: string): number =>
  [...document.querySelectorAll(`[data-series="${series}"] data`)].reduce(
    (sum, one) => sum + Number(one.getAttribute("value")),
    0,
  );

describe("the page for people", () => {
  let lab: Lab;
  let owner: Client;
  let url = "";
  let cookie = "";

  beforeAll(async () => {
    lab = await openLab("dashboard");
    await lab.open({ seed: "dashboard", scale: 0.1 });
    owner = new Client({ connectionString: lab.engines.connections.postgres.ownerUrl });
    // It goes away with its server.
    owner.on("error", () => undefined);
    await owner.connect();
    const tokens = [
      { name: "test", sha256: hashToken("token").toString("hex"), scopes: ["read"], requestsPerMinute: 1 },
    ];
    const tokensFile = join(lab.folder, "tokens.json");
    await writeFile(tokensFile, JSON.stringify(tokens));
    const service = await lab.services.start(
      lab.modelSpecOf((context, environment) => dashboardSpec(context, environment, tokensFile)),
    );
    ({ url } = JSON.parse(await firstLine(service.process, machine.interrupted)) as { url: string });
    const login = await fetch(`${url}/fr/login`, {
      method: "POST",
      body: new URLSearchParams({ token: "token" }),
      redirect: "manual",
    });
    cookie = login.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  });
  afterAll(async () => {
    await owner?.end();
    await lab?.close();
  });

  const ask = (path: string) => fetch(`${url}${path}`, { headers: { cookie }, redirect: "manual" });
  const scalar = async (sql: string): Promise<number> => {
    const { rows } = await owner.query<unknown[]>({ text: sql, rowMode: "array" });
    return Number(rows[0]?.[0]);
  };

  /** The page as of now: what was read before is not what is asked for. */
  async function freshPage(): Promise<Page> {
    const { rows } = await owner.query<{ now: Date }>("SELECT clock_timestamp() AS now");
    return waitUntil("figures read since", async () => {
      const { document } = parseHTML(await (await ask("/fr")).text());
      const takenAt = new Date(document.querySelector("#taken-at")?.getAttribute("datetime") ?? 0);
      return takenAt > rows[0]!.now ? document : undefined;
    });
  }

  /** Holds the page against the queries. @returns its figures */
  async function requireEqual(): Promise<Record<string, number>> {
    const document = await freshPage();
    const figures = figuresOf(document);
    for (const [name, sql] of Object.entries(QUERIES)) {
      expect(`${name} ${figures[name]?.toPrecision(12)}`).toBe(
        `${name} ${(await scalar(sql)).toPrecision(12)}`,
      );
    }
    expect(Object.keys(figures).toSorted()).toEqual(Object.keys(QUERIES).toSorted());
    for (const [name, sql] of Object.entries(SUMS)) {
      expect(`${name} ${sumOf(document, name)}`).toBe(`${name} ${await scalar(sql)}`);
    }
    return figures;
  }

  it("says that nothing was collected yet while the base is empty", async () => {
    const page = await freshPage();
    expect(page.querySelector("h1")?.textContent).toBe("Rien n’a encore été recueilli.");
  });

  it("shows figures that equal queries on the store", async () => {
    await lab.consume({}, { INTEGRITY_EVERY_MS: "1000" });
    await lab.collect();
    await lab.settle();
    await lab.services.complete(lab.modelSpecOf(trainerSpec));
    const scorer = await lab.services.start(lab.modelSpecOf(scorerSpec));
    await waitUntil("a score of every review", async () => {
      const left = await scalar(
        `${QUERIES["rows-reviews"]} WHERE review_id NOT IN (SELECT review_id FROM lab.predictions)`,
      );
      return left === 0 || undefined;
    });
    await scorer.stop();
    await owner.query(
      `INSERT INTO store.trainings (version, trained_at, seconds, energy_joules, grams_co2e, peak_rss_bytes, model_bytes,
         backend, reviews, labelled, pr_auc_test, joules_per_thousand_predictions)
       SELECT version, now(), 41.25, 148.5, 0.00132, 412000000, 21000, 'wasm', 1000, 300, 0.7125, 0.425
       FROM store.active_model`,
    );
    await waitUntil(
      "the integrity checks",
      async () => (await scalar("SELECT count(*) FROM store.integrity")) || undefined,
    );
    const figures = await requireEqual();
    expect(figures["rows-reviews"]).toBe([...lab.truth().rows("reviews")].length);
    expect(figures["violations"]).toBe(0);
  });

  it("moves with a poisoned load as the queries do", async () => {
    const before = figuresOf(await freshPage());
    const producer = await lab.kafka.producer();
    const poison = [
      ...Array.from({ length: 7 }, (_, at) =>
        rawRecord("reviews", { reviewId: `poison-${at}`, rating: "11" }),
      ),
      ...Array.from({ length: 20 }, (_, at) =>
        rawRecord("products", {
          reference: `PX${at}`,
          page: `miels/px-${at}`,
          description: null,
          imageFileId: null,
        }),
      ),
      ...["X1", "X2", "X3"].map((recordId) =>
        rawRecord("customers", { recordId, emailKey: keyOf("poison") }),
      ),
    ];
    await producer.send(
      poison.map((record) => ({
        topic: rawTopic(record.kind),
        key: record.id,
        value: JSON.stringify(record),
      })),
    );
    await producer.close();
    await lab.settle();
    await owner.query(
      "DELETE FROM store.reviews WHERE review_id IN (SELECT review_id FROM lab.predictions WHERE flagged LIMIT 5)",
    );
    await owner.query(
      "UPDATE store.orders SET total_cents = total_cents + 1 WHERE order_id IN (SELECT min(order_id) FROM store.orders)",
    );
    await waitUntil("the check of totals", async () => (await scalar(QUERIES.violations)) || undefined);

    const after = await requireEqual();
    const moved = (name: FigureName) => (after[name] ?? 0) - (before[name] ?? 0);
    expect(moved("rejects")).toBeGreaterThanOrEqual(7);
    expect(moved("rows-products")).toBe(20);
    expect(moved("completeness")).toBeLessThan(0);
    expect(moved("mergedCustomers")).toBeGreaterThanOrEqual(2);
    expect([moved("rows-reviews"), moved("scored"), moved("flagged")]).toEqual([-5, -5, -5]);
    expect(moved("violations")).toBe(1);
  });

  it("connects as a role that sees no person", async () => {
    const address = new URL(lab.engines.connections.postgres.ownerUrl);
    [address.username, address.password] = ["dashboard", lab.keys().dashboardPassword];
    const role = new Client({ connectionString: address.href });
    await role.connect();
    try {
      for (const table of [
        "lab.customers",
        "lab.reviews",
        "lab.orders",
        "store.reviews",
        "store.forgotten",
      ]) {
        await expect(role.query(`SELECT FROM ${table}`)).rejects.toThrow("permission denied");
      }
      const { rows } = await role.query<{ name: string }>(
        `SELECT table_schema || '.' || table_name || '.' || column_name AS name FROM information_schema.columns
         WHERE table_schema IN ('lab', 'store', 'dashboard') AND (column_name LIKE '%\\_key' OR column_name LIKE '%text%')`,
      );
      expect(rows).toEqual([]);
      await expect(role.query("CREATE TABLE dashboard.mine ()")).rejects.toThrow(
        /permission denied|read-only/,
      );
    } finally {
      await role.end();
    }
  });

  it("says that the store is away, lives on, and shows figures again once it is back", async () => {
    await lab.engines.stopOne("postgres");
    const away = await waitUntil("the page of a dead store", async () => {
      const answer = await ask("/fr");
      return answer.status === 503 ? answer : undefined;
    });
    expect(await away.text()).toContain("La base de données ne répond pas.");
    expect((await ask("/health/live")).status).toBe(200);
    expect((await ask("/health/ready")).status).toBe(503);
    await lab.engines.startOne("postgres");
    const back = await waitUntil("the page of figures", async () => {
      const answer = await ask("/fr");
      return answer.status === 200 ? answer.text() : undefined;
    });
    expect(back).toContain('data-figure="rows-reviews"');
  });
});
