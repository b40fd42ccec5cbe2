// Neo4j behind its driver: one driver, transactions, and errors named by what to do about them.
import neo4j, { Neo4jError, type Driver, type ManagedTransaction } from "neo4j-driver";
import { ConfigError, RetryableError } from "./errors.ts";

export type GraphTransaction = ManagedTransaction;

export interface Neo4jConfig {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export interface GraphStore {
  /**
   * Runs `work` in one transaction.
   * @throws RetryableError when the server is away or asks to try again.
   */
  write<T>(work: (transaction: GraphTransaction) => Promise<T>): Promise<T>;
  read<T>(work: (transaction: GraphTransaction) => Promise<T>): Promise<T>;
  /** One statement outside any transaction of ours: schema commands. */
  run(statement: string): Promise<void>;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5000;
/**
 * How long the server lets a transaction of ours live: a process that was paused, or a machine that vanished, must not
 * keep its locks from its successor. Far more than a batch takes.
 */
const TRANSACTION_TIMEOUT_MS = 45_000;

export function connectNeo4j({ url, username, password }: Neo4jConfig): GraphStore {
  const driver: Driver = neo4j.driver(url, neo4j.auth.basic(username, password), {
    disableLosslessIntegers: true,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    connectionAcquisitionTimeout: CONNECT_TIMEOUT_MS,
    maxTransactionRetryTime: 0, // whoever calls decides about retries
  });

  async function inSession<T>(
    mode: "READ" | "WRITE",
    work: (transaction: GraphTransaction) => Promise<T>,
  ): Promise<T> {
    const session = driver.session({ defaultAccessMode: mode });
    try {
      const limits = { timeout: TRANSACTION_TIMEOUT_MS };
      return mode === "READ"
        ? await session.executeRead(work, limits)
        : await session.executeWrite(work, limits);
    } catch (error) {
      throw translateNeo4jError(error);
    } finally {
      await session.close();
    }
  }

  return {
    write: (work) => inSession("WRITE", work),
    read: (work) => inSession("READ", work),
    async run(statement) {
      const session = driver.session();
      try {
        await session.run(statement);
      } catch (error) {
        throw translateNeo4jError(error);
      } finally {
        await session.close();
      }
    },
    close: () => driver.close(),
  };
}

function translateNeo4jError(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (error.code.startsWith("Neo.ClientError.Security")) {
    return new ConfigError(
      "neo4j-refuses",
      "Neo4j refuses these credentials: check NEO4J_USERNAME and NEO4J_PASSWORD",
      {
        cause: error,
      },
    );
  }
  const away = error.code === "ServiceUnavailable" || error.code === "SessionExpired";
  // A transaction that the server ended, by its time limit among others, was not applied.
  const ended = /^Neo\.(TransientError|ClientError\.Transaction)\./.test(error.code);
  if (away || error.retriable || ended) {
    return new RetryableError("neo4j-unreachable", "Neo4j does not answer", { cause: error });
  }
  return error;
}
