// A small submission on a real PostgreSQL, whose commands are functions: what it does right or wrong is said by each test.
import { mkdtemp, chmod, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { Submission, type Stage } from "@atelier/contracts/submission.ts";
import { startEngines, type EngineSet } from "@atelier/engines/engines.ts";
import type { Commands, ExamWorld, PhaseContext } from "@atelier/grader/phases/phase.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Truth } from "@atelier/world/truth.ts";

export type Environment = Readonly<Record<string, string>>;

export interface ShopCommand {
  /** @returns the exit code, and what is left in OUTPUT_DIR */
  (environment: Environment, sql: Client): Promise<{ code: number; output?: unknown }>;
}

export interface Shop {
  readonly world: ExamWorld;
  readonly engines: EngineSet;
  context(commands: Partial<Record<Stage, ShopCommand>>, fields?: Partial<Submission>): PhaseContext;
  /** As the owner. */
  sql(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** All tables as at first. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Tables that a candidate would make, with the constraints that one would think of first; views on them. */
const SCHEMA = `
  DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA IF EXISTS lab CASCADE;
  CREATE SCHEMA shop; CREATE SCHEMA lab;
  CREATE TABLE shop.sellers (seller_id text PRIMARY KEY, name text NOT NULL, commune text NOT NULL, department text NOT NULL, postcode text NOT NULL, joined_on date NOT NULL);
  CREATE TABLE shop.products (id serial PRIMARY KEY, product_id text NOT NULL UNIQUE, seller_id text NOT NULL, name text NOT NULL, description text,
    price numeric(10, 2) NOT NULL CHECK (price > 0), vat_basis_points int NOT NULL, net_quantity int, net_unit text, listed_on date NOT NULL, image_file_id text);
  CREATE TABLE shop.orders (order_id text PRIMARY KEY, customer_key text, ordered_at timestamptz NOT NULL, status text NOT NULL, total_cents int NOT NULL);
  CREATE TABLE shop.order_lines (order_id text REFERENCES shop.orders, line_no int, product_id text NOT NULL, quantity int NOT NULL, unit_price_cents int NOT NULL, PRIMARY KEY (order_id, line_no));
  CREATE TABLE shop.reviews (review_id text PRIMARY KEY, product int REFERENCES shop.products (id), author_key text NOT NULL,
    rating int NOT NULL CHECK (rating BETWEEN 1 AND 5), written_at timestamptz NOT NULL, device_key text NOT NULL, network_key text NOT NULL);
  CREATE TABLE shop.rejects (source text, kind text, pointer text, rule text, PRIMARY KEY (source, kind, pointer, rule));
  CREATE VIEW lab.rejects AS SELECT * FROM shop.rejects;
  CREATE VIEW lab.sellers AS SELECT * FROM shop.sellers;
  CREATE VIEW lab.products AS SELECT product_id, seller_id, name, description, (price * 100)::int AS price_cents, vat_basis_points, net_quantity, net_unit, listed_on, image_file_id FROM shop.products;
  CREATE VIEW lab.orders AS SELECT * FROM shop.orders;
  CREATE VIEW lab.order_lines AS SELECT * FROM shop.order_lines;
  CREATE VIEW lab.reviews AS SELECT r.review_id, p.product_id, r.author_key, r.rating, r.written_at, r.device_key, r.network_key
    FROM shop.reviews r LEFT JOIN shop.products p ON p.id = r.product`;

const asOwner = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

export async function openShop(seed: string, scale = 0.02): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-shop-"));
  await chmod(folder, 0o711);
  const engines = await startEngines({ profile: "native", stateDir: folder, only: ["postgres"] });
  const { connections } = engines;
  let ticks = 0;
  const truth = () =>
    createTruth({ secret: secretFromSeed(seed), scale, pseudonymKey: "key", ticks, drifts: [] });
  const world: ExamWorld = {
    name: "live",
    scale,
    connections,
    roleUrl: () => connections.postgres.ownerUrl,
    truth,
    get ticks() {
      return ticks;
    },
    tick: () => Promise.resolve((ticks += 1)),
    audit: () => [],
    environment: { [ENVIRONMENT.postgresUrl]: connections.postgres.ownerUrl },
    stopEngine: (name) => engines.stopOne(name),
    startEngine: (name) => engines.startOne(name),
  };
  return {
    world,
    engines,
    sql: (text, values = []) =>
      asOwner(connections.postgres.ownerUrl, async (client) => {
        const { rows } = await client.query<Record<string, unknown>>(text, [...values]);
        return rows;
      }),
    reset: () =>
      asOwner(connections.postgres.ownerUrl, async (client) => {
        ticks = 0;
        await client.query(SCHEMA);
        await loadRows(client, truth());
      }),
    context: (commands, fields = {}) => contextOf(commands, fields),
    async close() {
      await engines.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Rows that are there already stay as they are. */
export async function loadRows(client: Client, truth: Truth): Promise<void> {
  const insert = async (table: string, rows: readonly Record<string, unknown>[]) => {
    if (rows.length === 0) return;
    const columns = Object.keys(rows[0] ?? {});
    await client.query(
      `INSERT INTO shop.${table} (${columns.map((one) => escapeIdentifier(one)).join(", ")})
       SELECT ${columns.map((one) => escapeIdentifier(one)).join(", ")} FROM jsonb_populate_recordset(NULL::shop.${table}, ${escapeLiteral(JSON.stringify(rows))})
       ON CONFLICT DO NOTHING`,
    );
  };
  await insert("sellers", [...truth.rows("sellers")]);
  await insert(
    "products",
    [...truth.rows("products")].map(({ price_cents, ...row }) => ({ ...row, price: price_cents / 100 })),
  );
  await insert("rejects", [...truth.rows("rejects")]);
  await insert("orders", [...truth.rows("orders")]);
  await insert("order_lines", [...truth.rows("order_lines")]);
  const { rows } = await client.query<{ id: number; product_id: string }>(
    "SELECT id, product_id FROM shop.products",
  );
  const ids = new Map(rows.map(({ id, product_id }) => [product_id, id]));
  await insert(
    "reviews",
    [...truth.rows("reviews")].map(({ product_id, ...row }) => ({ ...row, product: ids.get(product_id) })),
  );
}

const SUBMISSION = {
  version: 1,
  exam: "E2",
  commands: {},
  stores: { relational: { reader: "reader", loader: "loader" } },
  raw: { in: "files", folder: "raw" },
};

function contextOf(commands: Partial<Record<Stage, ShopCommand>>, fields: Partial<Submission>): PhaseContext {
  let output: unknown;
  const run: Commands["run"] = async (stage, world, options = {}) => {
    const command = commands[stage];
    output = undefined;
    const seen = { stage, seconds: 1, cpuSeconds: 1, peakMemoryBytes: 1, lastWords: "" };
    if (!command) return { ...seen, code: null, ended: "absent" };
    const environment = { ...world.environment, ...options.environment };
    // A store that is away ends a program that has not thought of it.
    const ended = await asOwner(environment[ENVIRONMENT.postgresUrl] ?? "", (client) =>
      command(environment, client),
    ).catch((error: unknown) => ({ code: 1, output: undefined, words: String(error) }));
    output = ended.output;
    return { ...seen, code: ended.code, ended: "exited" };
  };
  return {
    submission: { ...Submission.parse(SUBMISSION), ...fields },
    folder: "",
    commands: {
      has: (stage) => commands[stage] !== undefined,
      run,
      start: () => Promise.reject(new Error("nothing lives on")),
      ask: () => Promise.reject(new Error("nothing is asked")),
      inspect: () => Promise.reject(new Error("nothing is inspected")),
      output: () => Promise.resolve(output),
    },
    service: {
      ensure: () => Promise.reject(new Error("nothing is served")),
      running: () => undefined,
      stop: () => Promise.resolve(),
      kill: () => Promise.resolve(),
      pageUrl: "",
      outputFiles: () => [],
    },
    seen: {},
    signal: new AbortController().signal,
    note: () => undefined,
  };
}
