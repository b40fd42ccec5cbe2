// Forgetting persons in the document store: into the ledger first, then out of every collection but their orders, which
// lose them where they are.
import type { IncomingRecord } from "@atelier/platform/kafka.ts";
import { readClean } from "../../messages.ts";
import { ORDER_WITHOUT_PERSON, type Store } from "./documents.ts";

export async function forgetPersons(
  { db, ledger }: Store,
  records: readonly IncomingRecord[],
): Promise<void> {
  const subjects = new Set(
    records.flatMap((record) => {
      const read = readClean("erasures", record);
      return read.type === "message" ? read.message.body.subjects : [];
    }),
  );
  if (subjects.size === 0) return;
  await ledger.add([...subjects]);
  const theirs = { subjects: { $in: [...subjects] } };
  const raw = db.collection("raw");
  await raw.updateMany({ ...theirs, kind: "orders" }, ORDER_WITHOUT_PERSON);
  await raw.deleteMany({ ...theirs, kind: { $nin: ["erasures", "orders"] } });
  await db.collection("reviews").deleteMany(theirs);
}
