// A session on a candidate's PostgreSQL: one role, read only where it may be, nothing of the candidate's in the path of names,
// bounded in time, rows and the length of a value. Everything it answers is text.
import { Socket } from "node:net";
import { MongoServerError } from "mongodb";
import { Neo4jError } from "neo4j-driver";
import { Client, DatabaseError, type QueryResult } from "pg";
import Cursor from "pg-cursor";
import { readable } from "../text/readable.ts";

export interface SessionLimits {
  /** Of one statement, and of all rows of one answer. */
  readonly seconds: number;
  readonly maxRows: number;
}

export type TextRow = readonly (string | null)[];

export interface SqlSession {
  /**
   * A single statement by the extended protocol: text with several is refused by the server.
   * @throws StoreRefusal when the store does not answer it, or answers with too much
   */
  rows(sql: string, values?: readonly unknown[], limits?: Partial<SessionLimits>): AsyncIterable<TextRow>;
  /** All rows at once. */
  all(sql: string, values?: readonly unknown[], limits?: Partial<SessionLimits>): Promise<TextRow[]>;
  /** The names of the columns of the last answer. */
  readonly columns: readonly string[];
  /** What `work` does is undone, whatever it is. */
  undone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A store's own words on why there is no answer. */
export class StoreRefusal extends Error {
  /** SQLSTATE or the engine's own code, where the store gave one. */
  readonly state: string | undefined;
  constructor(message: string, options?: { readonly cause?: unknown; readonly state?: string | undefined }) {
    super(readable(message).slice(0, 500), { cause: options?.cause });
    this.name = "StoreRefusal";
    this.state = options?.state;
  }
}

export const LIMITS: SessionLimits = { seconds: 60, maxRows: 2_000_000 };
const CONNECT_MS = 10_000;
const ROWS_AT_ONCE = 2000;

export interface SessionOptions {
  readonly url: string;
  readonly mayWrite?: boolean;
  /** Schemas whose names need no prefix, after the system's own. */
  readonly path?: readonly string[];
  readonly limits?: Partial<SessionLimits>;
}

/** @throws StoreRefusal when the role may not log in */
export async function openSqlSession(options: SessionOptions): Promise<SqlSession> {
  const limits = { ...LIMITS, ...options.limits };
  // Settings of the connection win over those that a role or a database was given.
  const settings: Record<string, string | number> = {
    search_path: ["pg_catalog", ...(options.path ?? [])].join(","),
    TimeZone: "UTC",
    DateStyle: "ISO",
    extra_float_digits: 1,
    bytea_output: "hex",
    default_transaction_read_only: options.mayWrite ? "off" : "on",
    statement_timeout: limits.seconds * 1000,
    lock_timeout: 5000,
    idle_in_transaction_session_timeout: 120_000,
  };
  const connect = async () => {
    // Ours to close: where no password is offered the client gives up and leaves the server waiting for one, a minute long.
    const socket = new Socket();
    const opened = new Client({
      stream: () => socket,
      connectionString: options.url,
      connectionTimeoutMillis: CONNECT_MS,
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(" "),
      types: { getTypeParser: () => (text: string) => text },
    });
    opened.on("error", (error) => (lost ??= refusal(error)));
    ended = new Promise((resolve) => {
      opened.on("end", () => {
        lost ??= new StoreRefusal("the session has been ended");
        resolve();
      });
    });
    lost = undefined;
    await opened.connect().catch((cause: unknown) => {
      socket.destroy();
      throw refusal(cause);
    });
    return opened;
  };
  let lost: Error | undefined;
  let ended: Promise<void> = Promise.resolve();
  let inTransaction = false;
  let client = await connect();
  let columns: readonly string[] = [];

  /** What is read can end its session: that costs its own answer, and none after it. */
  async function alive(): Promise<Client> {
    if (lost && inTransaction) throw lost;
    if (lost) client = await connect();
    return client;
  }

  async function* rows(
    sql: string,
    values: readonly unknown[] = [],
    own: Partial<SessionLimits> = {},
  ): AsyncIterable<TextRow> {
    const { seconds, maxRows } = { ...limits, ...own };
    const session = await alive();
    // What was read before may have changed the settings: a view can call set_config. In a transaction that has failed it is
    // the statement that says so.
    await session.query("RESET ROLE; RESET ALL").catch(() => undefined);
    const cursor = session.query(new Cursor<TextRow>(sql, [...values], { rowMode: "array" }));
    // The server's own limit is for each batch: this one is for the whole, and ends the connection.
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void session.end();
    }, seconds * 1000);
    let count = 0;
    try {
      for (;;) {
        const batch = await read(cursor);
        columns = batch.columns ?? columns;
        count += batch.rows.length;
        if (count > maxRows) throw new StoreRefusal(`more than ${maxRows} rows`);
        if (batch.rows.length === 0) return;
        yield* batch.rows;
      }
    } catch (error) {
      const said = late
        ? new StoreRefusal(`no whole answer in ${seconds} s`, { cause: error })
        : refusal(error);
      // Said before the connection is known to have gone, and more than that would say.
      if (isShutOut(said)) lost = said;
      throw said;
    } finally {
      clearTimeout(timer);
      // A session that has been ended from there never says that the cursor is closed.
      if (!late) await Promise.race([cursor.close().catch(() => undefined), ended]);
    }
  }

  const all = async (sql: string, values?: readonly unknown[], own?: Partial<SessionLimits>) => {
    const kept: TextRow[] = [];
    for await (const row of rows(sql, values, own)) kept.push(row);
    return kept;
  };

  return {
    rows,
    all,
    get columns() {
      return columns;
    },
    async undone(work) {
      const session = await alive();
      await session.query("BEGIN").catch((error: unknown) => {
        throw refusal(error);
      });
      inTransaction = true;
      try {
        return await work();
      } finally {
        inTransaction = false;
        await session.query("ROLLBACK").catch(() => undefined);
      }
    },
    close: () => client.end().catch(() => undefined),
  };
}

function read(
  cursor: Cursor<TextRow>,
): Promise<{ readonly rows: readonly TextRow[]; readonly columns: readonly string[] | undefined }> {
  return new Promise((resolve, reject) => {
    cursor.read(
      ROWS_AT_ONCE,
      (error: Error | undefined, rows: TextRow[], result: QueryResult | undefined) => {
        if (error) reject(error);
        // Of an answer that has been read to its end, there is no further description.
        else resolve({ rows, columns: result?.fields.map(({ name }) => name) });
      },
    );
  });
}

/** What is ours stays as it is; what the server says becomes a refusal. */
export function refusal(error: unknown): Error {
  if (error instanceof StoreRefusal) return error;
  const isCoded =
    error instanceof DatabaseError || error instanceof Neo4jError || error instanceof MongoServerError;
  const state = isCoded && error.code !== undefined ? String(error.code) : undefined;
  return new StoreRefusal(error instanceof Error ? error.message : String(error), { cause: error, state });
}

/** PostgreSQL's "invalid authorization", "no such database", "ended by an administrator", "database dropped"; MongoDB's 13 and 18. */
const SHUT_OUT =
  /^(?:28|3D000$|57P0[14]$|Neo\.ClientError\.Security|Neo\.\w+\.Transaction\.Terminated$|13$|18$)/;

/** The engine is there, and does not let us in any more, or was told to end our session: a submission's credentials can do both. */
export const isShutOut = (error: unknown): boolean =>
  error instanceof StoreRefusal && SHUT_OUT.test(error.state ?? "");

/** PostgreSQL's class 53: no disk, no memory, no connection left, or its bound of temporary files reached. */
export const isExhausted = (error: unknown): boolean =>
  error instanceof StoreRefusal && /^53[0-4]00$/.test(error.state ?? "");
