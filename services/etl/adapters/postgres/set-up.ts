// The relational store's own set-up: schema by migrations, forward only, then the roles with no more than they need.
import { fileURLToPath } from "node:url";
import type { Logger } from "@atelier/platform/log.ts";
import { inTransaction, type PostgresClient, type PostgresPool } from "@atelier/platform/postgres.ts";
import { runner } from "node-pg-migrate";
import { DASHBOARD_ROLE, LOADER_ROLE, MODEL_ROLE, READER_ROLE } from "./role-names.ts";

const MIGRATIONS = fileURLToPath(new URL("migrations", import.meta.url));
const SET_UP_LOCK = 7_000;

export interface RolePasswords {
  readonly loader: string;
  readonly reader: string;
  readonly model: string;
  readonly dashboard: string;
}

/** Safe to run at every start: what is there stays, what is missing is made, passwords are those given. */
export async function setUpPostgres(
  pool: PostgresPool,
  passwords: RolePasswords,
  log: Logger,
): Promise<void> {
  const client = await pool.connect();
  try {
    const applied = await runner({
      dbClient: client,
      dir: MIGRATIONS,
      direction: "up",
      schema: "store",
      createSchema: true,
      advisoryLockMode: "wait",
      migrationsTable: "migrations",
      checkOrder: true,
      log: (line) => {
        log.debug(line);
      },
    });
    log.info({ applied: applied.map(({ name }) => name) }, "schema is up to date");
  } finally {
    client.release(true); // its search_path was changed
  }
  await inTransaction(pool, async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock($1)", [SET_UP_LOCK]);
    await setUpRole(transaction, LOADER_ROLE, passwords.loader);
    await setUpRole(transaction, READER_ROLE, passwords.reader);
    await setUpRole(transaction, MODEL_ROLE, passwords.model);
    await setUpRole(transaction, DASHBOARD_ROLE, passwords.dashboard);
    for (const grant of GRANTS) await transaction.query(grant);
    await transaction.query(GRANT_CONNECT);
  });
}

async function setUpRole(client: PostgresClient, role: string, password: string): Promise<void> {
  const known = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  const name = client.escapeIdentifier(role);
  if (known.rowCount === 0) await client.query(`CREATE ROLE ${name}`);
  // What else a role may be (superuser, replication) is off when it is made, and not an owner's to change.
  await client.query(
    `ALTER ROLE ${name} LOGIN NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(password)}`,
  );
}

/** What features are made of; of each there is a past. */
const FACT_TABLES = ["reviews", "products", "customer_records", "orders", "order_lines", "labels"];

const GRANTS = [
  "REVOKE ALL ON SCHEMA public FROM PUBLIC",
  `GRANT USAGE ON SCHEMA store TO ${LOADER_ROLE}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA store TO ${LOADER_ROLE}`,
  // It controls what the views show.
  `GRANT USAGE ON SCHEMA lab TO ${LOADER_ROLE}`,
  `GRANT SELECT ON ALL TABLES IN SCHEMA lab TO ${LOADER_ROLE}`,
  `REVOKE INSERT, UPDATE, DELETE ON store.migrations FROM ${LOADER_ROLE}`,
  `REVOKE INSERT, UPDATE, DELETE ON store.predictions, store.active_model, store.trainings FROM ${LOADER_ROLE}`,
  // What is made of forgotten facts goes with them: deleting is the loader's.
  `REVOKE INSERT, UPDATE ON store.feature_snapshots, store.review_features, store.scorer_offsets FROM ${LOADER_ROLE}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA store TO ${LOADER_ROLE}`,
  `GRANT USAGE ON SCHEMA lab TO ${READER_ROLE}`,
  `GRANT SELECT ON ALL TABLES IN SCHEMA lab TO ${READER_ROLE}`,
  `GRANT USAGE ON SCHEMA store, lab TO ${MODEL_ROLE}`,
  `GRANT SELECT ON ALL TABLES IN SCHEMA lab TO ${MODEL_ROLE}`,
  `GRANT SELECT ON store.offsets, store.forgotten_reviews, store.prices TO ${MODEL_ROLE}`,
  ...FACT_TABLES.map((table) => `GRANT SELECT ON store.${table}, store.past_${table} TO ${MODEL_ROLE}`),
  `GRANT SELECT, INSERT ON store.feature_snapshots, store.review_features TO ${MODEL_ROLE}`,
  `GRANT SELECT, INSERT, UPDATE ON store.scorer_offsets TO ${MODEL_ROLE}`,
  `GRANT SELECT, INSERT ON store.predictions, store.trainings TO ${MODEL_ROLE}`,
  `GRANT SELECT, INSERT, UPDATE ON store.active_model TO ${MODEL_ROLE}`,
  `ALTER ROLE ${READER_ROLE} SET default_transaction_read_only = on`,
  `ALTER ROLE ${READER_ROLE} SET search_path = lab`,
  `GRANT USAGE ON SCHEMA lab, dashboard TO ${DASHBOARD_ROLE}`,
  `GRANT SELECT ON ALL TABLES IN SCHEMA dashboard TO ${DASHBOARD_ROLE}`,
  `GRANT SELECT ON lab.products, lab.product_categories, lab.labels, lab.predictions TO ${DASHBOARD_ROLE}`,
  `ALTER ROLE ${DASHBOARD_ROLE} SET default_transaction_read_only = on`,
  `ALTER ROLE ${DASHBOARD_ROLE} SET statement_timeout = '10s'`,
];

/** The database's name is the environment's; nobody may connect to it who was not told to. */
const GRANT_CONNECT = `DO $$ BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${[LOADER_ROLE, READER_ROLE, MODEL_ROLE, DASHBOARD_ROLE].join(", ")}', current_database());
END $$`;
