// Forgetting persons in the document store: into the ledger first, then out of every collection. Their orders come
// back without them on `raw.orders`.
import type { IncomingRecord } from "@atelier/platform/kafka.ts";
import type { Db } from "@atelier/platform/mongo.ts";
import { readClean } from "../../messages.ts";
import { addForgotten } from "./ledger.ts";

export async function forgetPersons(db: Db, records: readonly IncomingRecord[]): Promise<void> {
  const subjects = new Set(
    records.flatMap((record) => {
      const read = readClean("erasures", record);
      return read.type === "message" ? read.message.body.subjects : [];
    }),
  );
  if (subjects.size === 0) return;
  await addForgotten(db, [...subjects]);
  const theirs = { subjects: { $in: [...subjects] } };
  await db.collection("raw").deleteMany({ ...theirs, kind: { $ne: "erasures" } });
  await db.collection("reviews").deleteMany(theirs);
}
