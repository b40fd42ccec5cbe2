// Instants as displayed: to ISO 8601, UTC, milliseconds.
import { isCanonicalInstant, isCanonicalSecond } from "../canonical-forms.ts";
import { outOfDomain, repair, unreadable, type Cleaning } from "./cleaning.ts";
import { dayExists } from "./dates.ts";
import { parisToUtcMs } from "./paris-time.ts";

const ISO_INSTANT = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,9}))?Z$/;
const NO_ZONE = /^(\d{4})-(\d\d)-(\d\d)[ T]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/;
const EXIF = /^(\d{4}):(\d\d):(\d\d) (([01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/;
const DIGITS = /^\d{1,15}$/;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** "2026-03-04T13:05:00Z" with or without a fraction, of a day that exists. */
export function parseInstant(shown: string, field: string): string {
  if (isCanonicalInstant(shown)) return shown;
  if (isCanonicalSecond(shown)) return `${shown.slice(0, 19)}.000Z`;
  const parts = ISO_INSTANT.exec(shown);
  if (!parts || !dayExists(Number(parts[1]), Number(parts[2]), Number(parts[3]))) throw unreadable(field);
  if (shown.length === 24) return shown;
  return `${shown.slice(0, 19)}.${(parts[5] ?? "").slice(0, 3).padEnd(3, "0")}Z`;
}

/** When an order was placed; rule `time-zone-missing`. */
export function parseOrderInstant(shown: string, field: string, cleaning: Cleaning): string {
  const parts = NO_ZONE.exec(shown);
  if (!parts) return parseInstant(shown, field);
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (!dayExists(year, month, day) || !repair(cleaning, "time-zone-missing")) throw unreadable(field);
  return new Date(parisToUtcMs(year, month, day, hour, minute, second)).toISOString();
}

/** When a price held; rule `date-epoch`. */
export function parsePriceInstant(shown: string, field: string, cleaning: Cleaning): string {
  if (!DIGITS.test(shown)) return parseInstant(shown, field);
  const instant = new Date(Number(shown));
  if (Number.isNaN(instant.getTime()) || !repair(cleaning, "date-epoch")) throw unreadable(field);
  return instant.toISOString();
}

/** EXIF writes "2026:03:04 10:11:12"; the source's terms say UTC. */
export function parseExifInstant(shown: string, field: string): string {
  const parts = EXIF.exec(shown);
  if (!parts) throw unreadable(field);
  return parseInstant(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}Z`, field);
}

/**
 * When a review was written; rules `clock-skew` (stream only: `receivedAt` is the marketplace's own clock)
 * and `date-future` (`observedAt` is the site's clock when the review was collected).
 */
export function parseWrittenAt(
  shown: string,
  receivedAt: string | null,
  observedAt: string,
  cleaning: Cleaning,
): string {
  let writtenAt = parseInstant(shown, "writtenAt");
  if (receivedAt !== null) {
    const received = parseInstant(receivedAt, "receivedAt");
    const skewMs = Math.abs(Date.parse(writtenAt) - Date.parse(received));
    if (skewMs > HOUR_MS && repair(cleaning, "clock-skew")) writtenAt = received;
  }
  // ISO instants of equal length sort as time does, so that most reviews need no arithmetic.
  if (writtenAt > observedAt && Date.parse(writtenAt) - Date.parse(observedAt) > DAY_MS) {
    if (cleaning.rules.has("date-future")) {
      throw outOfDomain(cleaning, "date-future", "writtenAt is more than a day after its collection");
    }
  }
  return writtenAt;
}
