// Ways in which a text is damaged on its way to the page, written by hand: no parser or normaliser takes part.

/** What Windows-1252 shows for the bytes 0x80 to 0x9f; the five it leaves undefined are absent. */
const CP1252_HIGH = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/** Whether reading the text's UTF-8 as Windows-1252 loses nothing and makes no no-break space. */
export function isReversibleMojibake(text: string): boolean {
  const bytes = new TextEncoder().encode(text);
  let accents = 0;
  for (const byte of bytes) {
    if (byte < 0x80) continue;
    accents++;
    if (byte === 0xa0 || byte === 0xad) return false;
    if (byte < 0xa0 && CP1252_HIGH[byte - 0x80] === "\0") return false;
  }
  return accents > 0;
}

/** "délicieux" → "dÃ©licieux" */
export function mojibake(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) =>
    byte >= 0x80 && byte < 0xa0 ? CP1252_HIGH[byte - 0x80]! : String.fromCharCode(byte),
  ).join("");
}

/** The bytes of a text in Windows-1252, which says œ, Œ and € where latin-1 has control characters. */
export function toCp1252(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const high = CP1252_HIGH.indexOf(character);
    if (character !== "\0" && high >= 0) return 0x80 + high;
    const code = character.charCodeAt(0);
    if (code > 0xff || (code >= 0x80 && code < 0xa0))
      throw new RangeError(`not in Windows-1252: ${character}`);
    return code;
  });
}
