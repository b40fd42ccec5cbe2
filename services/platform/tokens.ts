// Who may ask for what: bearer tokens, of which only hashes are kept.
import { hash, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** `read` opens the pages for people; the others are of the model's API. */
export const SCOPES = ["predict", "train", "read", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** What the file of tokens holds. Tokens are drawn at random, so that a plain hash cannot be searched. */
export const TokenEntries = z.array(
  z.strictObject({
    name: z.string().min(1),
    /** In the file as 64 hexadecimal digits. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .transform((text) => Buffer.from(text, "hex")),
    scopes: z.array(z.enum(SCOPES)).min(1),
    requestsPerMinute: z.number().int().positive(),
  }),
);
export type TokenEntry = z.infer<typeof TokenEntries>[number];

export const hashToken = (token: string): Buffer<ArrayBuffer> => Buffer.from(hash("sha256", token, "buffer"));

/** The entry of an `Authorization: Bearer …` header. */
export function entryOf(entries: readonly TokenEntry[], header: string | undefined): TokenEntry | undefined {
  const token = /^Bearer (\S{1,200})$/i.exec(header ?? "")?.[1];
  return token === undefined ? undefined : entryOfToken(entries, token);
}

/** Every entry is compared, whichever fits. */
export function entryOfToken(entries: readonly TokenEntry[], token: string): TokenEntry | undefined {
  const presented = hashToken(token);
  let found: TokenEntry | undefined;
  for (const entry of entries) {
    if (timingSafeEqual(presented, entry.sha256)) found = entry;
  }
  return found;
}
