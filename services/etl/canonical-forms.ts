// Checks of the two texts that every record has many of, without a regular expression's bookkeeping.

const ZERO = 0x30;

const HEX_OF_64 = /^[0-9a-f]{64}$/;

/**
 * Texts found sound lately. A record names the same person several times (its subjects, its body), persons and devices
 * come again from record to record, and comparing two equal texts costs a fraction of reading one.
 */
const REMEMBERED = 16_384;
const sound: string[] = Array.from({ length: REMEMBERED }, () => "");

/** Any four of the digits would do. */
function placeOf(text: string): number {
  let place = text.charCodeAt(0);
  for (let at = 1; at < 4; at++) place = place * 31 + text.charCodeAt(at);
  return place % REMEMBERED;
}

/** 64 lower-case hexadecimal characters. */
export function isHexOf64(text: string): boolean {
  if (text.length !== 64) return false;
  const place = placeOf(text);
  if (sound[place] === text) return true;
  if (!HEX_OF_64.test(text)) return false;
  sound[place] = text;
  return true;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const units = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN;
}

/** "2026-03-04T13:05:00.000Z" exactly, of a day that every month has: 29, 30 and 31 are left to the full check. */
export function isCanonicalInstant(text: string): boolean {
  return (
    text.length === 24 &&
    isInstantToSeconds(text) &&
    text.charCodeAt(19) === 0x2e &&
    text.charCodeAt(23) === 0x5a &&
    isWithin(twoDigits(text, 20), 0, 99) &&
    isWithin(text.charCodeAt(22) - ZERO, 0, 9)
  );
}

/** The same without milliseconds: "2026-03-04T13:05:00Z". */
export function isCanonicalSecond(text: string): boolean {
  return text.length === 20 && text.charCodeAt(19) === 0x5a && isInstantToSeconds(text);
}

/** Of the first 19 characters. */
function isInstantToSeconds(text: string): boolean {
  return (
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(10) === 0x54 &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a &&
    isWithin(twoDigits(text, 0), 0, 99) &&
    isWithin(twoDigits(text, 2), 0, 99) &&
    isWithin(twoDigits(text, 5), 1, 12) &&
    isWithin(twoDigits(text, 8), 1, 28) &&
    isWithin(twoDigits(text, 11), 0, 23) &&
    isWithin(twoDigits(text, 14), 0, 59) &&
    isWithin(twoDigits(text, 17), 0, 59)
  );
}

/** False for NaN. */
function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
