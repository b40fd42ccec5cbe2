// Persons who must not be there, looked for in everything that the stores of the main world hold.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const Found = z.strictObject({
  /** A table, a collection, a label, a file. */
  where: z.string(),
  /** Different persons' traces, or rows. */
  count,
  /** Never the whole of a name: an exam's world is another candidate's too. */
  example: z.string(),
});
export type Found = z.infer<typeof Found>;

export const Privacy = z.strictObject({
  searched: z.array(z.strictObject({ where: z.string(), rows: count })),
  /** Pseudonyms of other persons: of the truth, and of these those that were met. Without any there is nothing to protect. */
  persons: count,
  knownPersons: count,
  /** Names, addresses, telephone numbers, accounts, in clear, however written. */
  clear: z.array(Found),
  /** The same as plain MD5, SHA-1 or SHA-256: anybody can reverse these. */
  digests: z.array(Found),
  /** Pseudonyms of persons who object or have been erased, outside a mere list of them. */
  forgotten: z.array(Found),
  /** Raw records of such persons, by their natural ids. */
  raw: z.strictObject({ known: count, kept: count, examples: z.array(z.string()) }),
  unreadable: z.array(z.string()),
});
export type Privacy = z.infer<typeof Privacy>;

export const NOTHING_SEARCHED: Privacy = {
  searched: [],
  persons: 0,
  knownPersons: 0,
  clear: [],
  digests: [],
  forgotten: [],
  raw: { known: 0, kept: 0, examples: [] },
  unreadable: [],
};
