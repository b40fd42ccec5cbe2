// An append-only sequence of byte strings, kept outside the JavaScript heap: orders, reviews and events stay
// compact however many there are, and a position in the log never changes.

const CHUNK_BYTES = 1 << 20;

export interface ByteLog {
  readonly length: number;
  /** Returns the entry's index. */
  append(text: string): number;
  get(index: number): Buffer;
}

export function createByteLog(): ByteLog {
  const chunks: Buffer[] = [];
  /** Per entry: chunk, start, end. */
  const places: number[] = [];
  let used = CHUNK_BYTES;
  return {
    get length() {
      return places.length / 3;
    },
    append(text) {
      const size = Buffer.byteLength(text);
      let chunk = chunks.at(-1);
      if (!chunk || used + size > chunk.length) {
        chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, size));
        chunks.push(chunk);
        used = 0;
      }
      chunk.write(text, used);
      places.push(chunks.length - 1, used, used + size);
      used += size;
      return places.length / 3 - 1;
    },
    get(index) {
      const chunk = chunks[places[index * 3] ?? -1];
      if (!chunk) throw new RangeError(`the log has no entry ${index}`);
      return chunk.subarray(places[index * 3 + 1], places[index * 3 + 2]);
    },
  };
}
