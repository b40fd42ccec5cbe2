// Reads what MongoDB must hold: review texts, files, and the raw layer.
import { MongoClient } from "mongodb";

const BATCH_DOCUMENTS = 2000;

export interface MongoReader {
  documents(collection: string, fields: readonly string[]): AsyncIterable<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export async function connectMongoReader(url: string): Promise<MongoReader> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5000 });
  await client.connect();
  return {
    async *documents(collection, fields) {
      const projection = Object.fromEntries(fields.map((field) => [field, 1]));
      const cursor = client.db().collection(collection).find({}, { projection, batchSize: BATCH_DOCUMENTS });
      try {
        while (await cursor.hasNext()) {
          const batch = cursor.readBufferedDocuments();
          // The server makes the next batch while this one is looked at.
          const next = cursor.hasNext();
          next.catch(() => undefined);
          yield* batch;
          await next;
        }
      } finally {
        await cursor.close();
      }
    },
    close: () => client.close(),
  };
}
