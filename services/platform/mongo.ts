// The MongoDB protocol behind its driver: one client, and errors named by what to do about them.
import {
  MongoBulkWriteError,
  MongoClient,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  type Db,
} from "mongodb";
import { ConfigError, RetryableError } from "./errors.ts";

export type { Db } from "mongodb";

export interface MongoStore {
  readonly db: Db;
  close(): Promise<void>;
}

const SELECTION_TIMEOUT_MS = 3000;
const DUPLICATE_KEY = 11_000;
const AUTHENTICATION_FAILED = new Set([13, 18]);

/** The database is the one that the URL names. */
export function connectMongo(url: string): MongoStore {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS, retryWrites: false });
  return { db: client.db(), close: () => client.close() };
}

/**
 * Inserts documents, leaving alone those whose _id is already there.
 * @returns indexes of the documents that were there.
 */
export async function insertNew(
  db: Db,
  collection: string,
  documents: readonly { readonly _id: string }[],
): Promise<number[]> {
  if (documents.length === 0) return [];
  try {
    await db.collection<{ _id: string }>(collection).insertMany([...documents], { ordered: false });
    return [];
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    // The driver wraps whatever ended the operation, a connection that broke among others, without any write error.
    const cause: unknown = error.errorResponse;
    if (cause instanceof Error) throw cause;
    const failures = [error.writeErrors].flat();
    if (failures.length === 0 || failures.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return failures.map(({ index }) => index);
  }
}

/** Sets fields of a document, made if it is not there: also by two at the same time, of whom one is told that it is. */
export async function setFields(
  db: Db,
  collection: string,
  _id: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const set = (upsert: boolean) =>
    db.collection<{ _id: string }>(collection).updateOne({ _id }, { $set: fields }, { upsert });
  try {
    await set(true);
  } catch (error) {
    if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) throw error;
    await set(false);
  }
}

export function translateMongoError(error: unknown): unknown {
  if (error instanceof MongoServerError && AUTHENTICATION_FAILED.has(Number(error.code))) {
    return new ConfigError("mongo-refuses", "MongoDB refuses these credentials: check MONGO_URL", {
      cause: error,
    });
  }
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) {
    return new RetryableError("mongo-unreachable", "MongoDB does not answer", { cause: error });
  }
  return error;
}
