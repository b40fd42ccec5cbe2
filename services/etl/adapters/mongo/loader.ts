// The MongoDB loader: raw bodies as immutable documents, texts of reviews, files. Idempotent by natural ids, since
// there are no transactions here: what was written is checked against the ledger again afterwards, so that an erasure
// which came in between is not survived by the write it met.
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import type { Batch } from "@atelier/platform/kafka.ts";
import { translateMongoError, type Db } from "@atelier/platform/mongo.ts";
import { kindOf } from "../../messages.ts";
import type { Store } from "./documents.ts";
import { forgetPersons } from "./erasures.ts";
import { writeFiles } from "./files.ts";
import { createLedger } from "./ledger.ts";
import { writeRaw } from "./raw.ts";
import { writeReviews } from "./reviews.ts";

/**
 * Applies a batch; doing it again changes nothing.
 * @throws RetryableError when the store is away.
 */
export function createMongoLoader(db: Db, crash: CrashPoint): (batch: Batch) => Promise<"applied"> {
  const store = { db, ledger: createLedger(db) };
  return async (batch) => {
    const count = batch.records.length;
    crash("fetched", count);
    try {
      await writerOf(batch.topic)(store, batch);
    } catch (error) {
      throw translateMongoError(error);
    }
    // Nothing lies between a write and its being kept: both windows are the same instant in this store.
    crash("written", count);
    crash("committed", count);
    return "applied";
  };
}

function writerOf(topic: string): (store: Store, batch: Batch) => Promise<void> {
  if (topic.startsWith("raw.")) return (store, batch) => writeRaw(store, kindOf(topic), batch.records);
  const kind = kindOf(topic);
  if (kind === "reviews") return (store, batch) => writeReviews(store, batch.records);
  if (kind === "files") return ({ db }, batch) => writeFiles(db, batch.records);
  if (kind === "erasures") return (store, batch) => forgetPersons(store, batch.records);
  throw new Error(`${topic} is not for the document store`);
}
