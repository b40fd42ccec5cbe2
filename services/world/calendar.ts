// The world's clock and the ways in which it writes dates. Instants are whole milliseconds since 1970, UTC.

import type { Draws } from "./draws.ts";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The world's time at tick 0; its past is `HISTORY_DAYS` long. A tick is an hour. */
export const EPOCH = Date.UTC(2026, 8, 7, 6);
export const HISTORY_DAYS = 540;
export const TICK = 60 * MINUTE;

const MONTHS = [
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
];

/** "2026-03-04" */
export const isoDate = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** "2026-03-04T13:05:00Z" */
export const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
/** "2026-03-04T13:05:00.000Z" */
export const isoMillis = (at: number): string => new Date(at).toISOString();

const two = (value: number) => String(value).padStart(2, "0");

/** "04/03/2026" */
export function slashDate(at: number): string {
  const date = new Date(at);
  return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
}

/** "4 mars 2026", "1er mars 2026" */
export function wordDate(at: number): string {
  const date = new Date(at);
  const day = date.getUTCDate();
  return `${day === 1 ? "1er" : day} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "04.03.26" */
export function shortDate(at: number): string {
  const date = new Date(at);
  return `${two(date.getUTCDate())}.${two(date.getUTCMonth() + 1)}.${two(date.getUTCFullYear() % 100)}`;
}

/** 01:00 UTC on the last Sunday of a month (0 to 11): when Paris changes its clocks. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * DAY;
}

/** Hours by which Paris is ahead of UTC: 2 from the last Sunday of March to that of October, else 1. */
function parisOffset(at: number): number {
  const year = new Date(at).getUTCFullYear();
  return (at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 2 : 1) * HOUR;
}

/** An instant whose Paris time occurs twice, when the clocks go back. */
export function isAmbiguousInParis(at: number): boolean {
  const change = lastSunday(new Date(at).getUTCFullYear(), 9);
  return at >= change - HOUR && at < change + HOUR;
}

/** "2026-03-04 14:05:00", Paris time. */
export function parisWithoutZone(at: number): string {
  return new Date(at + parisOffset(at)).toISOString().slice(0, 19).replace("T", " ");
}

/** "2026:03:04 10:11:12", UTC: the way EXIF writes. */
export function exifDate(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll("-", ":").replace("T", " ");
}

/** Midnight of a day at least `least` and at most `most` days before the world's time at tick 0. */
export const dayBefore = (draws: Draws, most: number, least: number): number =>
  EPOCH - (EPOCH % DAY) - draws.between(least, most) * DAY;
