// Files of the media and of the documents: type, digest, text, and the bytes of small ones.
import type { IncomingRecord } from "@atelier/platform/kafka.ts";
import { insertNew, type Db } from "@atelier/platform/mongo.ts";
import { latestByKey } from "../../latest.ts";
import { readClean } from "../../messages.ts";
import { deleteByIds } from "./documents.ts";

const FILES = "files";

interface FileDocument {
  readonly _id: string;
  readonly version: number;
  readonly path: string;
  readonly mediaType: string;
  readonly sha256: string;
  /** Base64; null beyond 256 KB: `path` is the reference. */
  readonly content: string | null;
  readonly text: string | null;
}

export async function writeFiles(db: Db, records: readonly IncomingRecord[]): Promise<void> {
  const messages = records.flatMap((record): [string, FileDocument | undefined][] => {
    const read = readClean("files", record);
    if (read.type === "poison") return [];
    if (read.type === "tombstone") return [[record.key, undefined]];
    const { id, version, body } = read.message;
    const { path, mediaType, sha256, content, text } = body;
    return [[record.key, { _id: id, version, path, mediaType, sha256, content, text }]];
  });
  const states = [...latestByKey(messages)];
  const collection = db.collection<FileDocument>(FILES);
  const erased = states.filter(([, state]) => state.erased).map(([key]) => key);
  await deleteByIds(db, FILES, erased);

  const documents = states.flatMap(([, { latest }]) => latest ?? []);
  for (const index of await insertNew(db, FILES, documents)) {
    const document = documents[index];
    if (!document) continue;
    const { _id, ...fields } = document;
    await collection.replaceOne({ _id, version: { $lt: fields.version } }, fields);
  }
}
