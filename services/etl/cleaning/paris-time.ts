// Paris time to UTC, computed: Intl costs microseconds a record. The rule is that of directive 2000/84/EC (in force
// in France since 1996): summer time from the last Sunday of March to the last Sunday of October, both at 01:00 UTC.

const HOUR_MS = 3_600_000;

interface Summer {
  readonly beginsMs: number;
  readonly endsMs: number;
}

const summers = new Map<number, Summer>();

function lastSundayAtOneUtc(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month, 0, 1));
  return lastDay.getTime() - lastDay.getUTCDay() * 24 * HOUR_MS;
}

function summerOf(year: number): Summer {
  let summer = summers.get(year);
  if (!summer) {
    summer = { beginsMs: lastSundayAtOneUtc(year, 3), endsMs: lastSundayAtOneUtc(year, 10) };
    summers.set(year, summer);
  }
  return summer;
}

/**
 * Milliseconds since 1970 of a wall clock in Paris. In the hour that occurs twice (October) the first is meant;
 * in the one that does not exist (March) the clock is taken as not yet put forward.
 */
export function parisToUtcMs(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const { beginsMs, endsMs } = summerOf(year);
  const asSummerMs = wallMs - 2 * HOUR_MS;
  return asSummerMs >= beginsMs && asSummerMs < endsMs ? asSummerMs : wallMs - HOUR_MS;
}
