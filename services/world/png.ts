// A PNG of true colours without transparency, compressed in pure JavaScript so that no system library decides bytes.
// PNG specification, third edition.
import { zlibSync } from "fflate";
import { ascii, concat, numbers } from "./bytes.ts";

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** One chunk: length, type, data, CRC of the last two. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat(ascii(type), data);
  return concat(numbers(false, [data.length, 4]), body, numbers(false, [crc32(body), 4]));
}

/** @param rows each a filter byte (0) and three bytes a pixel. */
export function encodePng(
  width: number,
  height: number,
  rows: Uint8Array,
  exif: Uint8Array | null,
): Uint8Array {
  const eightBitsTrueColour = Uint8Array.of(8, 2, 0, 0, 0);
  return concat(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", concat(numbers(false, [width, 4], [height, 4]), eightBitsTrueColour)),
    ...(exif ? [chunk("eXIf", exif)] : []),
    chunk("IDAT", zlibSync(rows, { level: 2, mem: 4 })),
    chunk("IEND", new Uint8Array()),
  );
}
