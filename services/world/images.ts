// Small real pictures: a PNG or a JPEG with EXIF, drawn per product. Pure, so that bytes are equal on every machine.
import { zlibSync } from "fflate";
import jpeg from "jpeg-js";
import { exifDate } from "./calendar.ts";
import type { Draws } from "./draws.ts";

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly mediaType: "image/png" | "image/jpeg";
  /** Null when the picture does not say. */
  readonly takenAt: number | null;
  readonly bytes: Uint8Array;
}

export function drawPicture(
  draws: Draws,
  width: number,
  height: number,
  mediaType: Picture["mediaType"],
  takenAt: number | null,
): Picture {
  const rgba = paint(draws, width, height);
  const exif = takenAt === null ? null : exifBlock(exifDate(takenAt));
  const bytes =
    mediaType === "image/png" ? encodePng(rgba, width, height, exif) : encodeJpeg(rgba, width, height, exif);
  return { width, height, mediaType, takenAt, bytes };
}

/** A sky, a ground and a few round fruits. */
function paint(draws: Draws, width: number, height: number): Uint8Array {
  const colour = () => [draws.between(40, 250), draws.between(40, 250), draws.between(20, 220)] as const;
  const sky = colour();
  const ground = colour();
  const fruits = Array.from({ length: draws.between(2, 5) }, () => ({
    x: draws.below(width),
    y: draws.below(height),
    squared: draws.between(9, 150),
    colour: colour(),
  }));
  const horizon = draws.between(Math.floor(height / 3), Math.floor((height * 2) / 3));
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fruit = fruits.find((one) => (one.x - x) ** 2 + (one.y - y) ** 2 < one.squared);
      const [red, green, blue] = fruit?.colour ?? (y < horizon ? sky : ground);
      const shade = Math.floor((y * 40) / height);
      rgba.set([Math.max(0, red - shade), Math.max(0, green - shade), blue, 255], (y * width + x) * 4);
    }
  }
  return rgba;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function numbers(
  littleEndian: boolean,
  ...values: readonly (readonly [value: number, bytes: 2 | 4])[]
): Uint8Array {
  const whole = new Uint8Array(values.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(whole.buffer);
  let at = 0;
  for (const [value, bytes] of values) {
    if (bytes === 2) view.setUint16(at, value, littleEndian);
    else view.setUint32(at, value, littleEndian);
    at += bytes;
  }
  return whole;
}

/** A TIFF block with one Exif directory that holds DateTimeOriginal (0x9003) alone. Exif 2.32, §4.5 and §4.6. */
function exifBlock(date: string): Uint8Array {
  const exifDirectoryAt = 26;
  const textAt = 44;
  return concat(
    ascii("II"),
    numbers(true, [42, 2], [8, 4]),
    numbers(true, [1, 2], [0x8769, 2], [4, 2], [1, 4], [exifDirectoryAt, 4], [0, 4]),
    numbers(true, [1, 2], [0x9003, 2], [2, 2], [date.length + 1, 4], [textAt, 4], [0, 4]),
    ascii(`${date}\0`),
  );
}

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** One chunk of a PNG: length, type, data, CRC of the last two. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat(ascii(type), data);
  return concat(numbers(false, [data.length, 4]), body, numbers(false, [crc32(body), 4]));
}

function encodePng(rgba: Uint8Array, width: number, height: number, exif: Uint8Array | null): Uint8Array {
  const rows = new Uint8Array(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows.set(rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 3), y * (1 + width * 3) + 1 + x * 3);
    }
  }
  const eightBitRgb = Uint8Array.of(8, 2, 0, 0, 0);
  return concat(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", concat(numbers(false, [width, 4], [height, 4]), eightBitRgb)),
    ...(exif ? [chunk("eXIf", exif)] : []),
    chunk("IDAT", zlibSync(rows, { level: 6 })),
    chunk("IEND", new Uint8Array()),
  );
}

function encodeJpeg(rgba: Uint8Array, width: number, height: number, exif: Uint8Array | null): Uint8Array {
  const encoded = jpeg.encode({ data: rgba, width, height }, 70).data;
  if (!exif) return new Uint8Array(encoded);
  const payload = concat(ascii("Exif\0\0"), exif);
  const segment = concat(Uint8Array.of(0xff, 0xe1), numbers(false, [payload.length + 2, 2]), payload);
  const start = 2;
  return concat(encoded.subarray(0, start), segment, encoded.subarray(start));
}
