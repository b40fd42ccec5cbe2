// How amounts are written, in whole numbers throughout.

/** (1250) → "12.50" */
export const cents = (value: number, separator = "."): string =>
  `${Math.floor(value / 100)}${separator}${String(value % 100).padStart(2, "0")}`;

/** A decimal without trailing zeros: (1500, 1000) → "1.5". */
export function decimal(value: number, per: number): string {
  const whole = Math.floor(value / per);
  const rest = String((value % per) + per)
    .slice(1)
    .replace(/0+$/, "");
  return rest === "" ? String(whole) : `${whole}.${rest}`;
}
