// Persons who must not be there, looked for in everything that the stores of the main world hold.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const Found = z.strictObject({
  /** A table, a collection, a label, a file. */
  where: z.string(),
  rows: count,
  example: z.string(),
});
export type Found = z.infer<typeof Found>;

export const Privacy = z.strictObject({
  /** Rows that were searched, and pseudonyms of other persons that were met: without any there is nothing to protect. */
  searched: z.array(z.strictObject({ where: z.string(), rows: count })),
  knownPersons: count,
  /** Names, addresses, telephone numbers, accounts, in clear, however written. */
  clear: z.array(Found),
  /** The same as plain MD5, SHA-1 or SHA-256: anybody can reverse these. */
  digests: z.array(Found),
  /** Pseudonyms of persons who object or have been erased, outside a mere list of them. */
  forgotten: z.array(Found),
  unreadable: z.array(z.string()),
});
export type Privacy = z.infer<typeof Privacy>;

export const NOTHING_SEARCHED: Privacy = {
  searched: [],
  knownPersons: 0,
  clear: [],
  digests: [],
  forgotten: [],
  unreadable: [],
};
