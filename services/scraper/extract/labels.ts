// A row of the moderation file: which reviews moderators found fraudulent.
import { rawId } from "@atelier/contracts/ids.ts";
import { rawRecord, ShapeChanged, type ExtractContext, type Extracted } from "./extracted.ts";

export const LABEL_COLUMNS = ["avis", "verdict", "modere_le"] as const;
type LabelRow = Readonly<Record<(typeof LABEL_COLUMNS)[number], string>>;

/** @throws ShapeChanged for a row that names no review. */
export function extractLabel(row: LabelRow, context: ExtractContext): Extracted {
  if (row.avis === "") throw new ShapeChanged("avis", "empty");
  const body = { reviewId: row.avis, verdict: row.verdict, moderatedOn: row.modere_le };
  const record = rawRecord(context, "drop-labels", "labels", rawId.labels(body), body, { version: 0 });
  return { records: [record], deadLetters: [] };
}
