// The text of a file, whichever editor has saved it.

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Undefined for what is no text. */
export function decodeText(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode("utf-16le", bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode("utf-16be", bytes);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decode("windows-1252", bytes);
  }
}

const decode = (encoding: string, bytes: Buffer): string => new TextDecoder(encoding).decode(bytes);

export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let next = text.indexOf("\n"); next !== -1 && next < index; next = text.indexOf("\n", next + 1))
    line += 1;
  return line;
}
