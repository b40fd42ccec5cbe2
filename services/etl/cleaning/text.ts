// Names, descriptions and the free text of reviews.
import { decodeHTMLStrict } from "entities";
import { repair, type Cleaning } from "./cleaning.ts";
import { readMojibake } from "./mojibake.ts";

const MISSING_MARKERS = new Set(["N/A", "NC", "-", "(vide)"]);
/** Looking a long text up would first hash all of it. */
const LONGEST_MARKER = 6;
const UNTIDY_SPACES = /[^\S ]|^ | $| {2}/;
const SPACES = /\s+/g;
const ENTITY = /&(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#[xX][0-9a-fA-F]+);/;
const TAG = /<\/?[a-zA-Z][^<>]*>/;
const TAGS = /\s*(?:<\/?[a-zA-Z][^<>]*>\s*)+/g;

export function isMissing(shown: string): boolean {
  return shown.length <= LONGEST_MARKER && MISSING_MARKERS.has(shown);
}

/** The name of a product or a seller; rules `spaces` and `apostrophe`. */
export function cleanName(shown: string, cleaning: Cleaning): string {
  let name = shown;
  if (UNTIDY_SPACES.test(name) && repair(cleaning, "spaces")) name = name.replaceAll(SPACES, " ").trim();
  if (name.includes("’") && repair(cleaning, "apostrophe")) name = name.replaceAll("’", "'");
  return name;
}

/** A product's description; rule `double-entity`. */
export function cleanDescription(shown: string | null, cleaning: Cleaning): string | null {
  if (shown === null || !ENTITY.test(shown) || !repair(cleaning, "double-entity")) return shown;
  return decodeHTMLStrict(shown);
}

/** A review's text; rules `missing-marker`, `mojibake` and `text-markup`. */
export function cleanReviewText(shown: string | null, cleaning: Cleaning): string | null {
  if (shown === null) return null;
  if (isMissing(shown) && repair(cleaning, "missing-marker")) return null;
  let text = shown;
  const reread = readMojibake(text);
  if (reread !== text && repair(cleaning, "mojibake")) text = reread;
  if (text.includes("<") && TAG.test(text) && repair(cleaning, "text-markup")) {
    text = text.replaceAll(TAGS, " ").trim();
  }
  return text;
}
