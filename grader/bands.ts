// Marks come in bands, so that a hair's breadth decides nothing.
import type { Evidence, Finding } from "./check.ts";

const WHOLE = 0.995;
const LEAST = 0.15;

/** A share of what was due, as a tenth of the mark; whole from 99.5 % on, nothing below 15 %. */
export function band(share: number): number {
  if (!(share >= LEAST)) return 0;
  return share >= WHOLE ? 1 : Math.min(0.9, Math.round(share * 10) / 10);
}

/** The finding of a share that is banded. */
export function findShare(share: number, evidence: readonly Evidence[]): Finding {
  const banded = band(share);
  return { outcome: banded === 1 ? "passed" : banded > 0 ? "partial" : "failed", share: banded, evidence };
}

export const findPass = (passed: boolean, evidence: readonly Evidence[]): Finding => ({
  outcome: passed ? "passed" : "failed",
  share: passed ? 1 : 0,
  evidence,
});
