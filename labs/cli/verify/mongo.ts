// Reads what MongoDB must hold: review texts, files, and the raw layer.
import { MongoClient } from "mongodb";

export interface MongoReader {
  documents(collection: string, fields: readonly string[]): AsyncIterable<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export async function connectMongoReader(url: string): Promise<MongoReader> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5000 });
  await client.connect();
  return {
    documents: (collection, fields) =>
      client
        .db()
        .collection(collection)
        .find({}, { projection: Object.fromEntries(fields.map((field) => [field, 1])), batchSize: 2000 }),
    close: () => client.close(),
  };
}
