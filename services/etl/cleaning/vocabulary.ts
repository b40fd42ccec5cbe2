// Words that stand for a truth value.
import { repair, unreadable, type Cleaning } from "./cleaning.ts";

const FRENCH_BOOLEANS = new Map([
  ["oui", true],
  ["o", true],
  ["non", false],
  ["n", false],
]);

/** "1" or "0"; rule `boolean-french`. */
export function parseNewsletter(shown: string, cleaning: Cleaning): boolean {
  if (shown === "1") return true;
  if (shown === "0") return false;
  const french = FRENCH_BOOLEANS.get(shown.toLowerCase());
  if (french === undefined || !repair(cleaning, "boolean-french")) throw unreadable("newsletter");
  return french;
}

/** The moderators' verdict: whether the review is fraudulent. */
export function parseVerdict(shown: string): boolean {
  if (shown === "frauduleux") return true;
  if (shown === "honnete") return false;
  throw unreadable("verdict");
}
