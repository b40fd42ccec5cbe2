// UTF-8 that was read as Windows-1252: finds the sequences and reads them again. Works sequence by sequence and not
// on the whole text, because what the collector wrote into it since (`[téléphone]`) is sound.

/** Windows-1252 bytes 0x80–0x9f, as the WHATWG table maps them (the five holes to their control characters). */
const HIGH_BYTES =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

const BYTE_OF = new Map(Array.from(HIGH_BYTES, (character, index) => [character, 0x80 + index]));
for (let byte = 0xa0; byte <= 0xff; byte++) BYTE_OF.set(String.fromCharCode(byte), byte);

/**
 * Only the first bytes that French text has (accents: Ã; quotes, degrees and no-break spaces: Â; œ: Å; apostrophes,
 * dashes and €: â; emoji: ð, ï), for sound French may well write "CAFÉ…" or "QUALITÉ !" with a no-break space.
 */
const CONTINUATION = `[${HIGH_BYTES}\u00a0-\u00bf]`;
const SEQUENCE = new RegExp(`[ÂÃÅ]${CONTINUATION}|[âï]${CONTINUATION}{2}|ð${CONTINUATION}{3}`, "g");
const FIRST_BYTES = ["Ã", "Â", "Å", "â", "ï", "ð"];
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The text with every mojibake sequence read again; the same text when it has none. */
export function readMojibake(text: string): string {
  // Most texts have none of them, and six searches for a character are faster than one for a class.
  if (!FIRST_BYTES.some((first) => text.includes(first))) return text;
  return text.replaceAll(SEQUENCE, (sequence) => {
    const bytes = Uint8Array.from(sequence, (character) => BYTE_OF.get(character) ?? 0);
    try {
      return decoder.decode(bytes);
    } catch {
      return sequence; // an overlong form or a surrogate: not UTF-8 after all
    }
  });
}
