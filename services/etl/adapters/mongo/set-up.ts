// Collections and indexes of the document store; safe to run at every start.
import { translateMongoError, type Db } from "@atelier/platform/mongo.ts";

export async function setUpMongo(db: Db): Promise<void> {
  try {
    await db.collection("raw").createIndex({ subjects: 1 });
    await db.collection("raw").createIndex({ kind: 1, id: 1 });
    await db.collection("reviews").createIndex({ subjects: 1 });
    await db.collection("files").createIndex({ sha256: 1 });
  } catch (error) {
    throw translateMongoError(error);
  }
}
