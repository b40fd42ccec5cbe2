// `predict`: a row of lab.predictions for every review.
import { readFile } from "node:fs/promises";
import { asLoader, MODEL_FILE } from "./environment.ts";

const THRESHOLD = 0.5;

const { share } = JSON.parse(await readFile(MODEL_FILE, "utf8")) as { share: number };
const count = await asLoader(async (db) => {
  await db.query("DELETE FROM shop.prediction");
  const written = await db.query("INSERT INTO shop.prediction SELECT review_id, $1, $2 FROM shop.review", [
    share,
    share > THRESHOLD,
  ]);
  return written.rowCount;
});
console.log("predictions:", count);
