// Exact decimals: text to integers of a smaller unit, without a float in between.

/**
 * `whole.fraction` × 10^scale as an integer; undefined when that is not an integer or not a safe one.
 * Both parts are digits only.
 */
export function scaledInteger(whole: string, fraction: string, scale: number): number | undefined {
  let kept = fraction;
  if (fraction.length > scale) {
    kept = fraction.slice(0, scale);
    if (Number(fraction.slice(scale)) !== 0) return undefined;
  }
  const value = Number(whole + kept.padEnd(scale, "0"));
  return Number.isSafeInteger(value) ? value : undefined;
}
