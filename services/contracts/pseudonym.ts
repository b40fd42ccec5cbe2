// How a person, a device or a network is named in everything that leaves the collector: the contract's HMAC.
// Normalisations are those told to candidates in the contract; they are written here once.
import { createHmac } from "node:crypto";
import { z } from "zod";
import { ALL_RULES, type RuleSet } from "./rules.ts";

/** 64 lower-case hexadecimal characters. */
export const Pseudonym = z.string().regex(/^[0-9a-f]{64}$/);

export type PseudonymKind = "email" | "phone" | "account" | "device" | "network";

/** HMAC-SHA-256(key, `kind:normalised`), in hexadecimal. */
export function pseudonym(key: string, kind: PseudonymKind, normalised: string): string {
  return createHmac("sha256", key).update(`${kind}:${normalised}`).digest("hex");
}

/**
 * An e-mail address as it enters the pseudonym (rule `email-case`): lower case, no space around, no `mailto:`.
 * With the rule off the text is taken as it stands.
 */
export function normaliseEmail(shown: string, rules: RuleSet = ALL_RULES): string {
  if (!rules.has("email-case")) return shown;
  return shown
    .trim()
    .toLowerCase()
    .replace(/^(?:mailto:\s*)+/, "");
}

const FRENCH_PHONE = /^(?:\+33|0033|0)([1-9]\d{8})$/;

/**
 * A phone number as it enters the pseudonym (rule `phone-international`): `+33` and nine digits, whether it is
 * written with 0, +33, 0033, `(0)`, dots, dashes or spaces. What is no French number is taken as it stands, and so is
 * everything with the rule off.
 */
export function normalisePhone(shown: string, rules: RuleSet = ALL_RULES): string {
  if (!rules.has("phone-international")) return shown;
  const digits = shown.replace(/\(0\)/, "").replace(/[\s.\-/()]/g, "");
  const match = FRENCH_PHONE.exec(digits);
  return match ? `+33${match[1]}` : shown.trim();
}
