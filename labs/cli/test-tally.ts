// Adds up what test runs report.
import { z } from "zod";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of vitest's JSON report that is counted. */
const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

/**
 * Reads a report. A run that failed counts at least one failure, whatever its report says: a file that cannot be
 * loaded has no test to fail.
 */
export function readTally(report: string, ok: boolean): Tally {
  const atLeast = ok ? 0 : 1;
  let json: unknown;
  try {
    json = JSON.parse(report);
  } catch {
    return { passed: 0, failed: atLeast, skipped: 0 };
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = Report.parse(json);
  return {
    passed: numPassedTests,
    failed: Math.max(numFailedTests, atLeast),
    skipped: numPendingTests + numTodoTests,
  };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (name: keyof Tally) => tallies.reduce((total, tally) => total + tally[name], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

export const describeTally = ({ passed, failed, skipped }: Tally) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
