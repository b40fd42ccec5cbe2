// How a person, a device or a network is named in everything that leaves the collector: the contract's HMAC.
// Normalisations are those told to candidates in the contract; they are written here once.
import { createHmac } from "node:crypto";
import { z } from "zod";

/** 64 lower-case hexadecimal characters. */
export const Pseudonym = z.string().regex(/^[0-9a-f]{64}$/);

export type PseudonymKind = "email" | "phone" | "account" | "device" | "network";

/** HMAC-SHA-256(key, `kind:normalised`), in hexadecimal. */
export function pseudonym(key: string, kind: PseudonymKind, normalised: string): string {
  return createHmac("sha256", key).update(`${kind}:${normalised}`).digest("hex");
}
