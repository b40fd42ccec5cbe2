// What MongoDB must hold: texts of reviews, files, and the raw layer.
import type { SourceId } from "@atelier/contracts/kinds.ts";
import type { Truth } from "@atelier/world/truth.ts";
import { compareRows, mapRows, mapStream, type Comparison } from "./compare.ts";
import type { DefectLedger } from "./defects.ts";
import type { MongoReader } from "./mongo.ts";
import type { Watch } from "./watch.ts";

export async function compareReviewTexts(
  truth: Truth,
  mongo: MongoReader,
  watch: Watch,
  defects: DefectLedger,
): Promise<Comparison> {
  const rows = watch.rows("mongo reviews", mongo.documents("reviews", ["text", "subjects"]));
  return compareRows(
    mapRows(truth.reviewTexts(), ({ reviewId, text }) => ({ review_id: reviewId, text })),
    mapStream(rows, (row) => ({ review_id: row["_id"], text: row["text"] })),
    ["review_id"],
    (row) => defects.see("mongo.reviews", row),
  );
}

/** Every file of the truth, with the bytes' hash and type; a PDF also with the words that it must contain. */
export async function compareFiles(truth: Truth, mongo: MongoReader, watch: Watch): Promise<Comparison> {
  const sentences = new Map<string, readonly string[]>();
  for (const { fileId, includes } of truth.documentTexts()) sentences.set(fileId, includes);
  const rows = watch.rows(
    "mongo files",
    mongo.documents("files", ["path", "mediaType", "sha256", "text", "content"]),
  );
  return compareRows(
    mapRows(truth.rows("files"), (row) => ({
      file_id: row.file_id,
      media_type: row.media_type,
      sha256: row.sha256,
      lacks: "",
    })),
    mapStream(rows, (row) => {
      const text = flattenSpaces(typeof row["text"] === "string" ? row["text"] : "");
      const lacks = (sentences.get(String(row["_id"])) ?? []).filter(
        (words) => !text.includes(flattenSpaces(words)),
      );
      return {
        file_id: row["_id"],
        media_type: row["mediaType"],
        sha256: row["sha256"],
        lacks: lacks.join(" | "),
      };
    }),
    ["file_id"],
  );
}

/** A PDF's lines break where its layout wants. */
const flattenSpaces = (text: string) => text.normalize("NFC").replaceAll(/\s+/g, " ");

/** @returns the number of raw documents; fills the unique ids per source. */
export async function countRawLayer(
  mongo: MongoReader,
  watch: Watch,
  found: ReadonlyMap<SourceId, Set<string>>,
): Promise<number> {
  let documents = 0;
  for await (const row of watch.rows(
    "mongo raw",
    mongo.documents("raw", ["source", "id", "kind", "subjects", "body"]),
  )) {
    documents += 1;
    found.get(row["source"] as SourceId)?.add(`${String(row["kind"])}:${String(row["id"])}`);
  }
  return documents;
}
