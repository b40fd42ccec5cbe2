// A candidate's MongoDB as the grader reads it: collections in whatever database they are, bounded in time and number.
import { Binary, BSON, MongoClient } from "mongodb";
import { refusal, StoreRefusal } from "./sql-session.ts";

export type Document = Readonly<Record<string, unknown>>;

export interface CollectionPlace {
  readonly database: string;
  readonly name: string;
}

export interface DocumentStore {
  /** Collections of every database but the engine's own. */
  collections(): Promise<CollectionPlace[]>;
  /** @throws StoreRefusal when it cannot be read, or has too much */
  documents(place: CollectionPlace, fields?: readonly string[]): AsyncIterable<Document>;
  /** Unique indexes beside that of `_id`, as the list of their fields. */
  uniqueIndexes(place: CollectionPlace): Promise<string[][]>;
  close(): Promise<void>;
}

const OWN = new Set(["admin", "local", "config"]);
const MAX_DOCUMENTS = 1_000_000;
const MAX_SECONDS = 120;

/** @throws StoreRefusal when it does not let us in */
export async function openDocumentStore(url: string): Promise<DocumentStore> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 10_000 });
  await client.connect().catch(async (error: unknown) => {
    await client.close();
    throw refusal(error);
  });
  return {
    async collections() {
      const { databases } = await client.db("admin").admin().listDatabases();
      const places: CollectionPlace[] = [];
      for (const { name: database } of databases) {
        if (OWN.has(database)) continue;
        for (const { name } of await client.db(database).listCollections({}, { nameOnly: true }).toArray()) {
          if (!name.startsWith("system.")) places.push({ database, name });
        }
      }
      return places;
    },
    async *documents({ database, name }, fields) {
      const projection = fields && Object.fromEntries(fields.map((field) => [field, 1]));
      const cursor = client
        .db(database)
        .collection(name)
        .find({}, { ...(projection && { projection }), batchSize: 2000, maxTimeMS: MAX_SECONDS * 1000 });
      let count = 0;
      try {
        for await (const document of cursor) {
          count += 1;
          if (count > MAX_DOCUMENTS) throw new StoreRefusal(`more than ${MAX_DOCUMENTS} documents`);
          yield document;
        }
      } catch (error) {
        throw refusal(error);
      } finally {
        await cursor.close();
      }
    },
    async uniqueIndexes({ database, name }) {
      const indexes = await client.db(database).collection(name).indexes();
      return indexes.filter(({ unique }) => unique === true).map(({ key }) => Object.keys(key));
    },
    close: () => client.close(),
  };
}

/** The largest collection of that name; a candidate chooses the database. */
export async function findCollection(
  store: DocumentStore,
  name: string,
): Promise<CollectionPlace | undefined> {
  const places = (await store.collections()).filter((place) => place.name === name);
  let best: { place: CollectionPlace; size: number } | undefined;
  for (const place of places) {
    let size = 0;
    if (places.length > 1) for await (const _ of store.documents(place, ["_id"])) size += 1;
    if (!best || size > best.size) best = { place, size };
  }
  return best?.place;
}

/** The value at `path` ("payload.id"), of own properties alone. */
export function valueAt(document: unknown, path: string): unknown {
  let value = document;
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** Everything that a document says, as bytes in which persons can be looked for: binary values as they are. */
export function bytesOf(document: unknown): Buffer {
  const parts: Buffer[] = [];
  const visit = (value: unknown) => {
    if (value instanceof Binary) parts.push(Buffer.from(value.buffer));
    else if (value instanceof Date) parts.push(Buffer.from(value.toISOString()));
    else if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        parts.push(Buffer.from(key));
        visit(item);
      }
      // An identifier, a decimal: by its own text.
      if (!isPlain(value)) parts.push(Buffer.from(BSON.EJSON.stringify(value)));
    } else if (value !== undefined)
      parts.push(Buffer.from(typeof value === "string" ? value : (JSON.stringify(value) ?? "")));
    parts.push(SEPARATOR);
  };
  visit(document);
  return Buffer.concat(parts);
}

const SEPARATOR = Buffer.from("\n");
const isPlain = (value: object) => Object.getPrototypeOf(value) === Object.prototype;
