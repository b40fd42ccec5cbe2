// Writing documents of persons: refused by the ledger before, checked against it again after.
import { insertNew, type Db } from "@atelier/platform/mongo.ts";
import type { Ledger } from "./ledger.ts";

/** The database, and who must not be in it. */
export interface Store {
  readonly db: Db;
  readonly ledger: Ledger;
}

export interface PersonalDocument {
  readonly _id: string;
  readonly subjects: readonly string[];
}

/**
 * Inserts what is new and not of forgotten persons.
 * @returns documents whose id is there already, for the caller to compare.
 */
export async function insertDocuments<T extends PersonalDocument>(
  { db, ledger }: Store,
  collection: string,
  documents: readonly T[],
): Promise<T[]> {
  const forgotten = await ledger.among(documents.flatMap(({ subjects }) => subjects));
  const kept = documents.filter(({ subjects }) => !subjects.some((subject) => forgotten.has(subject)));
  const present = await insertNew(db, collection, kept);
  return present.flatMap((index) => kept[index] ?? []);
}

/**
 * FerretDB finds a document by its index only when the filter is one _id and nothing else; anything more reads the
 * whole collection. So a short list goes one by one, and conditions are checked here.
 */
const ONE_BY_ONE = 200;
const AT_ONCE = 8;

export async function findByIds<T extends { readonly _id: string }>(
  db: Db,
  collection: string,
  ids: readonly string[],
): Promise<T[]> {
  const documents = db.collection<{ _id: string }>(collection);
  if (ids.length > ONE_BY_ONE) return documents.find<T>({ _id: { $in: [...ids] } }).toArray();
  const found: T[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = await Promise.all(ids.slice(at, at + AT_ONCE).map((_id) => documents.findOne<T>({ _id })));
    found.push(...some.flatMap((document) => document ?? []));
  }
  return found;
}

export async function deleteByIds(db: Db, collection: string, ids: readonly string[]): Promise<void> {
  const documents = db.collection<{ _id: string }>(collection);
  if (ids.length > ONE_BY_ONE) await documents.deleteMany({ _id: { $in: [...ids] } });
  else for (const id of ids) await documents.deleteOne({ _id: id });
}

/** What makes an order nobody's, in place: a deletion could not be told from the return of the same order without its person. */
export const ORDER_WITHOUT_PERSON = { $set: { subjects: [], "body.customerKey": null } };

/** Deletes of what was just written whatever belongs to a person who was forgotten meanwhile. */
export async function dropForgotten(
  store: Store,
  collection: string,
  documents: readonly PersonalDocument[],
): Promise<void> {
  await deleteByIds(store.db, collection, await idsOfForgotten(store, collection, documents));
}

/** The same for orders, which stay without their person. */
export async function anonymiseForgotten(
  store: Store,
  collection: string,
  orders: readonly PersonalDocument[],
): Promise<void> {
  for (const id of await idsOfForgotten(store, collection, orders)) {
    await store.db.collection<{ _id: string }>(collection).updateOne({ _id: id }, ORDER_WITHOUT_PERSON);
  }
}

/** Ids of those that are in the collection and name someone in the ledger. */
async function idsOfForgotten(
  { db, ledger }: Store,
  collection: string,
  documents: readonly PersonalDocument[],
): Promise<string[]> {
  const forgotten = await ledger.among(documents.flatMap(({ subjects }) => subjects));
  if (forgotten.size === 0) return [];
  const isTheirs = ({ subjects }: PersonalDocument) => subjects.some((subject) => forgotten.has(subject));
  const ids = documents.filter(isTheirs).map(({ _id }) => _id);
  const present = await findByIds<PersonalDocument>(db, collection, ids);
  return present.filter(isTheirs).map(({ _id }) => _id);
}
