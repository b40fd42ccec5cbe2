// Small real pictures: a PNG or a JPEG with EXIF, painted per product.
import { ascii, concat, numbers } from "./bytes.ts";
import { exifDate } from "./calendar.ts";
import type { Draws } from "./draws.ts";
import { encodeJpeg } from "./jpeg.ts";
import { encodePng } from "./png.ts";

export type PictureType = "image/png" | "image/jpeg";

/** @param takenAt null for a picture that does not say. */
export function drawPicture(
  draws: Draws,
  width: number,
  height: number,
  mediaType: PictureType,
  takenAt: number | null,
): Uint8Array {
  const colourAt = paintScene(draws, width, height);
  const exif = takenAt === null ? null : exifBlock(exifDate(takenAt));
  if (mediaType === "image/jpeg") {
    const square = (column: number, row: number) => toYCbCr(colourAt(column * 8 + 4, row * 8 + 4));
    return encodeJpeg(width, height, square, exif);
  }
  const rows = new Uint8Array(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y++) {
    at++;
    for (let x = 0; x < width; x++) for (const value of colourAt(x, y)) rows[at++] = value;
  }
  return encodePng(width, height, rows, exif);
}

type Colour = readonly [red: number, green: number, blue: number];

/** A sky, a ground and a few round fruits. */
function paintScene(draws: Draws, width: number, height: number): (x: number, y: number) => Colour {
  const colour = (): Colour => [draws.between(40, 250), draws.between(40, 250), draws.between(20, 220)];
  const sky = colour();
  const ground = colour();
  const fruits = Array.from({ length: draws.between(3, 7) }, () => ({
    x: draws.below(width),
    y: draws.below(height),
    squared: draws.between(60, 900),
    colour: colour(),
  }));
  const horizon = draws.between(Math.floor(height / 3), Math.floor((height * 2) / 3));
  return (x, y) => {
    for (const fruit of fruits)
      if ((fruit.x - x) ** 2 + (fruit.y - y) ** 2 < fruit.squared) return fruit.colour;
    const [red, green, blue] = y < horizon ? sky : ground;
    const shade = Math.floor((y * 36) / height);
    return [red - shade, green - shade, blue];
  };
}

/** JFIF 1.02's matrix in 256ths. */
function toYCbCr([red, green, blue]: Colour): [number, number, number] {
  return [
    (77 * red + 150 * green + 29 * blue) >> 8,
    ((-43 * red - 85 * green + 128 * blue) >> 8) + 128,
    ((128 * red - 107 * green - 21 * blue) >> 8) + 128,
  ];
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
