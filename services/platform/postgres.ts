// PostgreSQL behind pg: a pool, transactions, and errors named by what to do about them.
import { DatabaseError, Pool, type PoolClient } from "pg";
import { ConfigError, RetryableError } from "./errors.ts";

export type PostgresPool = Pool;
export type PostgresClient = PoolClient;

export interface PostgresOptions {
  readonly url: string;
  /** Connects in place of the one that the URL names, when its password is known. */
  readonly role?: { readonly name: string; readonly password: string | undefined };
  readonly maxConnections: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
}

const CONNECT_TIMEOUT_MS = 5000;
/**
 * How long the server lets a transaction of ours wait for its next statement: a process that was paused, or a machine
 * that vanished, must not hold the rows that its successor needs.
 */
const IDLE_IN_TRANSACTION_MS = 20_000;

export function connectPostgres({
  url,
  role,
  maxConnections,
  applicationName,
}: PostgresOptions): PostgresPool {
  const pool = new Pool({
    connectionString: addressOf(url, role),
    max: maxConnections,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  // A connection that breaks while nothing is asked of it, idle or between two statements, is seen at its next use.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

function addressOf(url: string, role: PostgresOptions["role"]): string {
  if (role?.password === undefined) return url;
  const address = new URL(url);
  address.username = role.name;
  address.password = role.password;
  return address.href;
}

/**
 * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects.
 * @throws RetryableError when the server is away, busy or chose this transaction as a deadlock's victim.
 */
export async function inTransaction<T>(
  pool: PostgresPool,
  work: (client: PostgresClient) => Promise<T>,
): Promise<T> {
  let client: PostgresClient | undefined;
  try {
    client = await pool.connect();
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is of no further use.
    await client?.query("ROLLBACK").then(
      () => client?.release(),
      (broken: Error) => client?.release(broken),
    );
    throw translatePostgresError(error);
  }
}

/**
 * The same, reading one moment of the store throughout, which begins once nobody holds `lock` alone: an advisory lock that
 * is held shared, or alone, until the transaction has ended.
 * @throws RetryableError as `inTransaction`, and when what it writes has been changed by somebody else since.
 */
export async function inSnapshot<T>(
  pool: PostgresPool,
  lock: { readonly key: number; readonly mode: "shared" | "exclusive" },
  work: (client: PostgresClient) => Promise<T>,
): Promise<T> {
  const suffix = lock.mode === "shared" ? "_shared" : "";
  let client: PostgresClient | undefined;
  try {
    client = await pool.connect();
    // Before the transaction: its first query would fix the moment, and then wait.
    await client.query(`SELECT pg_advisory_lock${suffix}($1)`, [lock.key]);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    const result = await work(client);
    await client.query("COMMIT");
    await client.query(`SELECT pg_advisory_unlock${suffix}($1)`, [lock.key]);
    client.release();
    return result;
  } catch (error) {
    // With its connection goes the lock.
    client?.release(true);
    throw translatePostgresError(error);
  }
}

/** SQLSTATE of an error from the server. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}

/** Classes and codes after which the same transaction may well succeed: https://www.postgresql.org/docs/15/errcodes-appendix.html */
const RETRYABLE = /^(08|53|57P0|25P03|40001|40P01|55P03)/;
const REFUSED = /^(28|3D000|42501)/;
const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOENT", "EHOSTUNREACH"]);

export function translatePostgresError(error: unknown): unknown {
  const state = sqlState(error);
  if (state !== undefined) {
    if (RETRYABLE.test(state)) {
      return new RetryableError("postgres-busy", "PostgreSQL asks to try again", { cause: error });
    }
    if (REFUSED.test(state)) {
      return new ConfigError(
        "postgres-refuses",
        `PostgreSQL refuses this role (${(error as Error).message}): check POSTGRES_URL and the set-up`,
        { cause: error },
      );
    }
    return error;
  }
  if (!(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (
    NETWORK.has(code) ||
    /connection (terminated|timeout)|timeout exceeded when trying to connect|not queryable/i.test(
      error.message,
    )
  ) {
    return new RetryableError("postgres-unreachable", "PostgreSQL does not answer", { cause: error });
  }
  return error;
}
