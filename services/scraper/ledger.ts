// Persons of whom nothing may leave any more: those who objected and those whose erasure the stream announced.
// Known from the checkpoint at start, so that a restart forgets nobody's wish.

export interface Ledger {
  has(pseudonym: string): boolean;
  add(pseudonyms: readonly string[]): void;
}

export function createLedger(known: Iterable<string>): Ledger {
  const forgotten = new Set(known);
  return {
    has: (pseudonym) => forgotten.has(pseudonym),
    add(pseudonyms) {
      for (const pseudonym of pseudonyms) forgotten.add(pseudonym);
    },
  };
}
