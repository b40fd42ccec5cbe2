// Calendar dates as displayed: to ISO dates.
import { outOfDomain, repair, unreadable, type Cleaning } from "./cleaning.ts";

const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const SHORT_YEAR = /^(\d{1,2})\.(\d{1,2})\.(\d\d)$/;
const WORDS = /^(1er|\d{1,2})\s(\p{L}+)\s(\d{4})$/u;

const MONTHS = new Map(
  [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
  ].map((name, index) => [name, index + 1]),
);
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the day exists in the Gregorian calendar. */
export function dayExists(year: number, month: number, day: number): boolean {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

function isoDate(year: number, month: number, day: number): string | undefined {
  if (!dayExists(year, month, day)) return undefined;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** "2026-03-04", of a day that exists. */
export function parseIsoDate(shown: string, field: string): string {
  const parts = ISO_DATE.exec(shown);
  if (!parts || !dayExists(Number(parts[1]), Number(parts[2]), Number(parts[3]))) throw unreadable(field);
  return shown;
}

/** A customer record's date; rule `date-impossible`. */
export function parseCustomerDate(shown: string, field: string, cleaning: Cleaning): string {
  checkDayExists(shown, field, cleaning);
  return parseIsoDate(shown, field);
}

/** Refuses by `date-impossible` what begins as an ISO date of a day that does not exist. */
export function checkDayExists(shown: string, field: string, cleaning: Cleaning): void {
  const parts = ISO_DATE.exec(shown.slice(0, 10));
  if (!parts || dayExists(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return;
  if (cleaning.rules.has("date-impossible")) {
    throw outOfDomain(cleaning, "date-impossible", `${field} is a day that does not exist`);
  }
  throw unreadable(field);
}

/** A date as product pages show it; rules `date-slash`, `date-words` and `date-short-year`. */
export function parseDisplayedDate(shown: string, field: string, cleaning: Cleaning): string {
  if (ISO_DATE.test(shown)) return parseIsoDate(shown, field);
  const date =
    parseSlashes(shown, cleaning) ?? parseWords(shown, cleaning) ?? parseShortYear(shown, cleaning);
  if (date === undefined) throw unreadable(field);
  return date;
}

function parseSlashes(shown: string, cleaning: Cleaning): string | undefined {
  const parts = SLASHES.exec(shown);
  if (!parts || !repair(cleaning, "date-slash")) return undefined;
  return isoDate(Number(parts[3]), Number(parts[2]), Number(parts[1]));
}

function parseWords(shown: string, cleaning: Cleaning): string | undefined {
  const parts = WORDS.exec(shown);
  const month = parts ? MONTHS.get((parts[2] ?? "").toLowerCase()) : undefined;
  if (!parts || month === undefined || !repair(cleaning, "date-words")) return undefined;
  return isoDate(Number(parts[3]), month, Number.parseInt(parts[1] ?? "", 10));
}

/** Two digits are a year of this century: the marketplace is not older than that. */
function parseShortYear(shown: string, cleaning: Cleaning): string | undefined {
  const parts = SHORT_YEAR.exec(shown);
  if (!parts || !repair(cleaning, "date-short-year")) return undefined;
  return isoDate(2000 + Number(parts[3]), Number(parts[2]), Number(parts[1]));
}
