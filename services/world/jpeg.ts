// A baseline JPEG of flat 8×8 squares: only the first coefficient of each is not zero, so integers do, no transform
// is needed and the bytes are the same on every machine. ITU-T T.81.
import { concat } from "./bytes.ts";

/** Luminance and two chrominances, 0 to 255, of the square at (column, row). */
export type SquareColour = (column: number, row: number) => readonly [y: number, cb: number, cr: number];

/** T.81, table K.3: number of codes of each length, for categories 0 to 11. */
const DC_LENGTHS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_CODES = canonicalCodes(DC_LENGTHS);
/** One code alone, "end of block": the bit 0. */
const AC_LENGTHS = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/** With steps of 8, the first coefficient of a flat square is its value minus 128. */
const STEP = 8;
const COMPONENTS = [1, 2, 3];

function canonicalCodes(lengths: readonly number[]): { readonly code: number; readonly length: number }[] {
  const codes: { code: number; length: number }[] = [];
  let code = 0;
  for (const [index, count] of lengths.entries()) {
    for (let i = 0; i < count; i++) codes.push({ code: code++, length: index + 1 });
    code <<= 1;
  }
  return codes;
}

function segment(marker: number, ...body: readonly number[]): Uint8Array {
  const length = body.length + 2;
  return Uint8Array.of(0xff, marker, length >> 8, length & 0xff, ...body);
}

const bothBytes = (value: number): number[] => [value >> 8, value & 0xff];

/** @param exif a TIFF block for the APP1 segment. */
export function encodeJpeg(
  width: number,
  height: number,
  colour: SquareColour,
  exif: Uint8Array | null,
): Uint8Array {
  return concat(
    Uint8Array.of(0xff, 0xd8),
    ...(exif ? [segment(0xe1, 0x45, 0x78, 0x69, 0x66, 0, 0, ...exif)] : []),
    segment(0xdb, 0, ...Array.from({ length: 64 }, () => STEP)),
    segment(
      0xc0,
      8,
      ...bothBytes(height),
      ...bothBytes(width),
      3,
      ...COMPONENTS.flatMap((id) => [id, 0x11, 0]),
    ),
    segment(0xc4, 0x00, ...DC_LENGTHS, ...DC_CODES.keys()),
    segment(0xc4, 0x10, ...AC_LENGTHS, 0),
    segment(0xda, 3, ...COMPONENTS.flatMap((id) => [id, 0]), 0, 63, 0),
    scan(Math.ceil(width / 8), Math.ceil(height / 8), colour),
    Uint8Array.of(0xff, 0xd9),
  );
}

function scan(columns: number, rows: number, colour: SquareColour): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  const push = (value: number, length: number) => {
    bits = (bits << length) | value;
    count += length;
    while (count >= 8) {
      const byte = (bits >> (count - 8)) & 0xff;
      bytes.push(byte);
      if (byte === 0xff) bytes.push(0);
      count -= 8;
      bits &= (1 << count) - 1;
    }
  };
  const before = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (const [component, value] of colour(column, row).entries()) {
        const level = value - 128;
        const difference = level - before[component]!;
        before[component] = level;
        const category = 32 - Math.clz32(Math.abs(difference));
        const { code, length } = DC_CODES[category]!;
        push(code, length);
        if (category > 0) push(difference > 0 ? difference : difference + (1 << category) - 1, category);
        push(0, 1);
      }
    }
  }
  if (count > 0) push((1 << (8 - count)) - 1, 8 - count);
  return Uint8Array.from(bytes);
}
