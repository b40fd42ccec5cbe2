// How long an answer asks to be left alone (RFC 9110, 10.2.3: seconds, or a date).

/** Longest pause that is honoured in one go; an origin that asks for more is asked again after it. */
const MAX_PAUSE_MS = 120_000;

/** @param dateHeader the answer's own clock, against which a date is read. */
export function retryAfterMs(value: string | undefined, dateHeader: string | undefined): number | null {
  if (value === undefined) return null;
  const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : null;
  const ms = seconds === null ? Date.parse(value) - Date.parse(dateHeader ?? "") : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MAX_PAUSE_MS);
}
