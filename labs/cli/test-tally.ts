// Adds up what test runs report, and names what failed.
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
  testResults: z
    .array(
      z.object({
        name: z.string(),
        message: z.string().default(""),
        assertionResults: z.array(
          z.object({
            fullName: z.string(),
            status: z.string(),
            failureMessages: z.array(z.string()).default([]),
          }),
        ),
      }),
    )
    .default([]),
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

/** What failed in a report, each with its file, its name and the first lines of why; a file without tests by itself. */
export function listFailures(report: string): readonly string[] {
  let json: unknown;
  try {
    json = JSON.parse(report);
  } catch {
    return [];
  }
  return Report.parse(json).testResults.flatMap(({ name, message, assertionResults }) => {
    if (assertionResults.length === 0 && message) return [describeFailure(name, message)];
    return assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) =>
        describeFailure(`${name} > ${fullName}`, failureMessages.join("\n")),
      );
  });
}

const LINES_OF_A_FAILURE = 12;

function describeFailure(name: string, message: string): string {
  const lines = message.split("\n").slice(0, LINES_OF_A_FAILURE);
  return [`FAILED ${name}`, ...lines.map((line) => `  ${line}`)].join("\n");
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (name: keyof Tally) => tallies.reduce((total, tally) => total + tally[name], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

export const describeTally = ({ passed, failed, skipped }: Tally) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
