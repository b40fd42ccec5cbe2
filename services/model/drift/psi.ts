// How far one distribution is from another: the population stability index, from counts in the same bins.
// Siddiqi, Credit risk scorecards, 2006: Σ (q − p) ln(q / p); below 0.1 little has changed, above 0.25 much has.

/** Added to every count, so that a bin in which one side has nothing does not weigh infinitely (Jeffreys, 1946). */
const PRIOR = 0.5;

/**
 * Never negative. Of two samples of one distribution the index is about (1/n + 1/m) · χ² with as many degrees of freedom
 * as there are bins less one (Yurdakul, Naranjo, Statistical properties of the population stability index, 2020): that
 * expectation is taken off, so that few records do not look like drift. Bins that both sides leave empty do not count.
 * @returns 0 when one side has no records.
 */
export function psi(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  let [bins, n, m] = [0, 0, 0];
  for (let bin = 0; bin < reference.length; bin += 1) {
    if (reference[bin] === 0 && current[bin] === 0) continue;
    bins += 1;
    n += reference[bin]!;
    m += current[bin]!;
  }
  if (n === 0 || m === 0) return 0;
  let index = 0;
  for (let bin = 0; bin < reference.length; bin += 1) {
    if (reference[bin] === 0 && current[bin] === 0) continue;
    const p = (reference[bin]! + PRIOR) / (n + bins * PRIOR);
    const q = (current[bin]! + PRIOR) / (m + bins * PRIOR);
    index += (q - p) * Math.log(q / p);
  }
  return Math.max(0, index - (bins - 1) * (1 / n + 1 / m));
}
