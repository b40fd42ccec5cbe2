// A row of the customers file. Names, addresses, birth dates and postcodes beyond the department stay behind; account, e-mail and
// phone leave as pseudonyms; a forgotten person's row is not carried.
import { rawId } from "@atelier/contracts/ids.ts";
import { normaliseEmail, normalisePhone, pseudonym } from "@atelier/contracts/pseudonym.ts";
import type { RuleId, RuleSet } from "@atelier/contracts/rules.ts";
import { NOTHING, rawRecord, ShapeChanged, type ExtractContext, type Extracted } from "./extracted.ts";
import { instantMs } from "./instant.ts";

/** The columns that are read; the file has more, which nobody needs. */
export const CUSTOMER_COLUMNS = [
  "numero",
  "compte",
  "email",
  "telephone",
  "code_postal",
  "solde",
  "lettre_info",
  "point_retrait",
  "cree_le",
  "modifie_le",
] as const;
type CustomerRow = Readonly<Record<(typeof CUSTOMER_COLUMNS)[number], string>>;

/** What Windows-1252 has between 0x80 and 0x9F, where latin-1 has control characters. */
const CP1252_ONLY = /[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** The label for a TextDecoder or Buffer; the file declares latin-1 (rule `cp1252`). */
export function customersEncoding(rules: RuleSet): "windows-1252" | "latin1" {
  return rules.has("cp1252") ? "windows-1252" : "latin1";
}

/** @throws ShapeChanged for a row without number or e-mail. */
export function extractCustomer(row: CustomerRow, context: ExtractContext): Extracted {
  const { rules, pseudonymKey: key } = context;
  if (row.numero === "") throw new ShapeChanged("numero", "empty");
  if (row.email === "") throw new ShapeChanged("email", "empty");
  const email = normaliseEmail(row.email, rules);
  const phone = normalisePhone(row.telephone, rules);
  const accountKey = row.compte === "" ? null : pseudonym(key, "account", row.compte);
  const emailKey = pseudonym(key, "email", email);
  const phoneKey = row.telephone === "" ? null : pseudonym(key, "phone", phone);
  const subjects = [accountKey, emailKey, phoneKey].filter((one) => one !== null);
  if (subjects.some(context.isForgotten)) return NOTHING;

  const repairs: RuleId[] = [];
  if (email !== row.email) repairs.push("email-case");
  if (phone !== row.telephone) repairs.push("phone-international");
  if (rules.has("cp1252") && CP1252_ONLY.test(row.point_retrait)) repairs.push("cp1252");

  const body = {
    recordId: row.numero,
    accountKey,
    emailKey,
    phoneKey,
    department: departmentOf(row.code_postal),
    loyaltyBalance: row.solde,
    newsletter: row.lettre_info,
    pickupPoint: row.point_retrait,
    createdOn: row.cree_le,
    updatedAt: row.modifie_le,
  };
  const record = rawRecord(context, "drop-customers", "customers", rawId.customers(body), body, {
    version: instantMs(row.modifie_le),
    subjects,
    repairs,
  });
  return { records: [record], deadLetters: [] };
}

/** First two characters of a postcode, three overseas; as printed, so "1000", which lost its zero, gives "1". */
function departmentOf(postcode: string): string {
  if (/^9[78]/.test(postcode)) return postcode.slice(0, 3);
  return postcode.length === 4 ? postcode.slice(0, 1) : postcode.slice(0, 2);
}
