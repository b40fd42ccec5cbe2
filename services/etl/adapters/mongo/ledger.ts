// The ledger of forgotten persons in the document store: one document a pseudonym, or a label that must not come back.
import { insertNew, type Db } from "@atelier/platform/mongo.ts";

const LEDGER = "forgotten";

export async function addForgotten(db: Db, subjects: readonly string[]): Promise<void> {
  await insertNew(
    db,
    LEDGER,
    subjects.map((subject) => ({ _id: subject })),
  );
}

/** Those of `subjects` that are in the ledger now. */
export async function forgottenAmong(db: Db, subjects: Iterable<string>): Promise<Set<string>> {
  const distinct = [...new Set(subjects)];
  if (distinct.length === 0) return new Set();
  const found = await db
    .collection<{ _id: string }>(LEDGER)
    .find({ _id: { $in: distinct } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
}
