// Postcodes, departments and communes of sellers.
import { MERGED_COMMUNES } from "@atelier/contracts/rules.ts";
import { Refusal, repair, unreadable, type Cleaning } from "./cleaning.ts";

const POSTCODE = /^\d{4,5}$/;
const DEPARTMENT = /^(?:\d\d|2[AB]|97\d)$/;
const MERGED = new Map(Object.entries(MERGED_COMMUNES));

/** "01000"; rule `postcode-short`. */
export function parsePostcode(shown: string, cleaning: Cleaning): string {
  if (!POSTCODE.test(shown)) throw unreadable("postcode");
  if (shown.length === 5) return shown;
  if (!repair(cleaning, "postcode-short")) throw new Refusal("schema", "postcode has not five digits");
  return `0${shown}`;
}

/** "01", "2A", "971"; rule `department-corsica`, which looks at the clean postcode. */
export function parseDepartment(shown: string, postcode: string, cleaning: Cleaning): string {
  if (!DEPARTMENT.test(shown)) throw unreadable("department");
  if (shown !== "20" || !repair(cleaning, "department-corsica")) return shown;
  return postcode.startsWith("200") || postcode.startsWith("201") ? "2A" : "2B";
}

/** Rule `commune-merged`. */
export function cleanCommune(shown: string, cleaning: Cleaning): string {
  const merged = MERGED.get(shown);
  return merged !== undefined && repair(cleaning, "commune-merged") ? merged : shown;
}
