// Cuts a stream of bytes into lines of bounded length, so that a file of one endless line costs no memory.

export const MAX_LINE_BYTES = 1024 * 1024;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its end; null for a line that is too long. */
  readonly bytes: Buffer | null;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Lines in groups, one per chunk of input, as one promise per line would be slow. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<Line[]> {
  let number = 1;
  let parts: Buffer[] = [];
  let length = 0;

  const take = (part: Buffer) => {
    length += part.length;
    if (length <= maxBytes) parts.push(part);
    else parts = [];
  };
  const finish = (): Line => {
    const whole = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    const end = whole.at(-1) === RETURN ? whole.length - 1 : whole.length;
    const line = { number, bytes: length > maxBytes ? null : whole.subarray(0, end) };
    number += 1;
    parts = [];
    length = 0;
    return line;
  };

  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let start = 0;
    for (let end = buffer.indexOf(NEWLINE); end >= 0; end = buffer.indexOf(NEWLINE, start)) {
      take(buffer.subarray(start, end));
      lines.push(finish());
      start = end + 1;
    }
    if (start < buffer.length) take(buffer.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [finish()];
}
