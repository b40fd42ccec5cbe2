import { MongoBulkWriteError, MongoNetworkError, MongoServerError, type BulkWriteResult } from "mongodb";
import { expect, test } from "vitest";
import { RetryableError } from "./errors.ts";
import { insertNew, setFields, translateMongoError, type Db } from "./mongo.ts";

const DOCUMENTS = [{ _id: "a" }, { _id: "b" }, { _id: "c" }];
const NO_RESULT = {} as BulkWriteResult;

/** A database whose insertions all end as given. */
function failing(error: Error): Db {
  const collection = { insertMany: () => Promise.reject(error) };
  return { collection: () => collection } as unknown as Db;
}

const bulkError = (...failures: { index: number; code: number }[]) =>
  new MongoBulkWriteError(
    { message: "some were not written", code: failures[0]?.code ?? 0, writeErrors: failures as never },
    NO_RESULT,
  );

test("documents that are there already are told by their index", async () => {
  const db = failing(bulkError({ index: 0, code: 11_000 }, { index: 2, code: 11_000 }));
  await expect(insertNew(db, "raw", DOCUMENTS)).resolves.toEqual([0, 2]);
});

test("any other refusal is an error", async () => {
  const db = failing(bulkError({ index: 0, code: 11_000 }, { index: 1, code: 121 }));
  await expect(insertNew(db, "raw", DOCUMENTS)).rejects.toThrow(MongoBulkWriteError);
});

test("a connection that breaks in the middle is not taken for success, and is to be tried again", async () => {
  const gone = new MongoNetworkError("connection 7 to 127.0.0.1 closed");
  const db = failing(new MongoBulkWriteError(gone, NO_RESULT));
  const error: unknown = await insertNew(db, "raw", DOCUMENTS).catch((thrown: unknown) => thrown);
  expect(error).toBe(gone);
  expect(translateMongoError(error)).toBeInstanceOf(RetryableError);
});

test("of two that make the same document at once, the second sets its fields in the first's", async () => {
  const upserts: boolean[] = [];
  const collection = {
    updateOne: (_filter: unknown, _change: unknown, { upsert }: { upsert: boolean }) => {
      upserts.push(upsert);
      return upsert ? Promise.reject(new MongoServerError({ code: 11_000 })) : Promise.resolve();
    },
  };
  const db = { collection: () => collection } as unknown as Db;
  await setFields(db, "marks", "one", { value: "new" });
  expect(upserts).toEqual([true, false]);
});
