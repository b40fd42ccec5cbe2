// The raw layer's bodies, one immutable document a version.
import { isDeepStrictEqual } from "node:util";
import type { Kind } from "@atelier/contracts/kinds.ts";
import type { RawRecord } from "@atelier/contracts/raw.ts";
import type { IncomingRecord } from "@atelier/platform/kafka.ts";
import { insertNew, type Db } from "@atelier/platform/mongo.ts";
import { readRaw } from "../../messages.ts";
import {
  anonymiseForgotten,
  deleteByIds,
  dropForgotten,
  findByIds,
  insertDocuments,
  type Store,
} from "./documents.ts";

const RAW = "raw";

interface RawDocument extends RawRecord {
  readonly _id: string;
}

/**
 * A tombstone says no version, and to look for one is to read the whole collection. Only records of persons end by one:
 * what names its person went with the erasure, in every version, and the ledger keeps it out; what names nobody (a
 * label) has this one version.
 */
const VERSION_OF_NOBODYS = 0;

const idOf = ({ kind, id, version }: Pick<RawRecord, "kind" | "id" | "version">) =>
  `${kind}:${id}:${version}`;

/** A record that cannot be read is the normaliser's to report: it is its dead letter that stays. */
export async function writeRaw(store: Store, kind: Kind, records: readonly IncomingRecord[]): Promise<void> {
  const { db, ledger } = store;
  const tombstones: string[] = [];
  const documents = new Map<string, RawDocument>();
  for (const record of records) {
    const read = readRaw(kind, record);
    if (read.type === "tombstone") {
      tombstones.push(record.key);
      for (const [id, document] of documents) if (document.id === record.key) documents.delete(id);
    } else if (read.type === "message") {
      const id = idOf(read.message);
      documents.set(id, { _id: id, ...read.message });
    }
  }
  if (kind === "labels") await ledger.add(tombstones.map(labelKey));
  await deleteByIds(
    db,
    RAW,
    tombstones.map((id) => idOf({ kind, id, version: VERSION_OF_NOBODYS })),
  );
  const given = [...documents.values()];
  // An erasure names persons in order to keep them out: the ledger does not refuse it.
  const personal = given.filter(({ subjects }) => subjects.length > 0 && kind !== "erasures");
  const others = given.filter((document) => !personal.includes(document));
  await replaceChanged(db, await insertDocuments(store, RAW, personal));
  await (kind === "orders" ? anonymiseForgotten : dropForgotten)(store, RAW, personal);
  const present = await insertNew(db, RAW, others);
  await replaceChanged(
    db,
    present.flatMap((index) => others[index] ?? []),
  );
  if (kind === "labels") await dropForgottenLabels(store, others);
}

/** @returns how many records were read before that instant of the source's clock. */
export async function deleteOlderRaw(db: Db, before: Date): Promise<number> {
  const { deletedCount } = await db
    .collection<RawDocument>(RAW)
    .deleteMany({ observedAt: { $lt: before.toISOString() } });
  return deletedCount;
}

/** A label names no person: its tombstone alone says that its review is forgotten, and a late write must not undo that. */
const labelKey = (id: string) => `labels:${id}`;

async function dropForgottenLabels({ db, ledger }: Store, labels: readonly RawDocument[]): Promise<void> {
  const forgotten = await ledger.among(labels.map(({ id }) => labelKey(id)));
  const doomed = labels.filter(({ id }) => forgotten.has(labelKey(id)));
  await deleteByIds(
    db,
    RAW,
    doomed.map(({ _id }) => _id),
  );
}

/**
 * A version that is there already is the same but for two: an order that lost its person, and a body written to the
 * log again in base forms. What came last holds, as compaction has it in the log.
 */
async function replaceChanged(db: Db, documents: readonly RawDocument[]): Promise<void> {
  if (documents.length === 0) return;
  const collection = db.collection<RawDocument>(RAW);
  const ids = documents.map(({ _id }) => _id);
  const present = await findByIds<RawDocument>(db, RAW, ids);
  const byId = new Map(present.map((document) => [idOf(document), document]));
  for (const { _id, ...fields } of documents) {
    if (isDeepStrictEqual(byId.get(_id), { _id, ...fields })) continue;
    // An erasure may have deleted it since.
    await collection.replaceOne({ _id }, fields, { upsert: true });
  }
}
