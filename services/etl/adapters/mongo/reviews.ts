// Texts of reviews, one document a review: the newest version, like everywhere.
import type { IncomingRecord } from "@atelier/platform/kafka.ts";
import type { Db } from "@atelier/platform/mongo.ts";
import { latestByKey } from "../../latest.ts";
import { readClean } from "../../messages.ts";
import {
  deleteByIds,
  dropForgotten,
  findByIds,
  insertDocuments,
  type PersonalDocument,
  type Store,
} from "./documents.ts";

const REVIEWS = "reviews";

interface ReviewDocument extends PersonalDocument {
  readonly text: string | null;
  readonly version: number;
}

export async function writeReviews(store: Store, records: readonly IncomingRecord[]): Promise<void> {
  const messages = records.flatMap((record): [string, ReviewDocument | undefined][] => {
    const read = readClean("reviews", record);
    if (read.type === "poison") return [];
    if (read.type === "tombstone") return [[record.key, undefined]];
    const { id, version, subjects, body } = read.message;
    const persons = [...new Set([...subjects, body.accountKey])];
    return [[record.key, { _id: id, text: body.text, version, subjects: persons }]];
  });
  const states = [...latestByKey(messages)];
  const erased = states.filter(([, state]) => state.erased).map(([key]) => key);
  await deleteByIds(store.db, REVIEWS, erased);

  const documents = states.flatMap(([, { latest }]) => latest ?? []);
  await replaceOlder(store.db, await insertDocuments(store, REVIEWS, documents));
  await dropForgotten(store, REVIEWS, documents);
}

/** Inserts are fast and replacements slow (FerretDB): only what really differs is replaced, and never by an older one. */
async function replaceOlder(db: Db, documents: readonly ReviewDocument[]): Promise<void> {
  if (documents.length === 0) return;
  const collection = db.collection<ReviewDocument>(REVIEWS);
  const present = await findByIds<ReviewDocument>(
    db,
    REVIEWS,
    documents.map(({ _id }) => _id),
  );
  const byId = new Map(present.map(({ _id, version, text }) => [_id, { version, text }]));
  for (const { _id, ...fields } of documents) {
    const old = byId.get(_id);
    if (!old || old.version > fields.version) continue;
    if (old.version === fields.version && old.text === fields.text) continue;
    await collection.replaceOne({ _id, version: { $lte: fields.version } }, fields);
  }
}
