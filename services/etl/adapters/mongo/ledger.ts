// The ledger of forgotten persons in the document store: one document a pseudonym, or a label that must not come back.
// It is held in memory, and read again when its mark has changed: to ask for many ids at once is slow (FerretDB).
import { randomUUID } from "node:crypto";
import { insertNew, setFields, type Db } from "@atelier/platform/mongo.ts";

const LEDGER = "forgotten";
/** Holds one document, whose value is another one after each addition. */
const MARKS = "forgotten_mark";
const MARK = "ledger";

export interface Ledger {
  /** To be called before anything of the persons is deleted: who has checked before is then met by the deletion. */
  add(subjects: readonly string[]): Promise<void>;
  /** Those of `subjects` that are in the ledger now. */
  among(subjects: Iterable<string>): Promise<ReadonlySet<string>>;
}

export function createLedger(db: Db): Ledger {
  const marks = db.collection<{ readonly _id: string; readonly value: string }>(MARKS);
  let known: { readonly mark: string | undefined; readonly subjects: ReadonlySet<string> } = {
    mark: undefined,
    subjects: new Set(),
  };

  async function refresh(): Promise<ReadonlySet<string>> {
    // The mark first: what is added while the rest is read changes it again.
    const mark = (await marks.findOne({ _id: MARK }))?.value;
    if (mark !== known.mark) {
      const all = await db.collection<{ _id: string }>(LEDGER).find().toArray();
      known = { mark, subjects: new Set(all.map(({ _id }) => _id)) };
    }
    return known.subjects;
  }

  return {
    async add(subjects) {
      if (subjects.length === 0) return;
      await insertNew(
        db,
        LEDGER,
        subjects.map((subject) => ({ _id: subject })),
      );
      // Drawn, not counted: of two that add at the same time neither can undo the other's change.
      await setFields(db, MARKS, MARK, { value: randomUUID() });
    },
    async among(subjects) {
      const distinct = [...new Set(subjects)];
      if (distinct.length === 0) return new Set();
      const forgotten = await refresh();
      return new Set(distinct.filter((subject) => forgotten.has(subject)));
    },
  };
}
