import { describe, expect, it } from "vitest";
import { addTallies, describeTally, readTally } from "./test-tally.ts";

const REPORT = JSON.stringify({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });

describe("the tally of tests", () => {
  it("adds up the series", () => {
    const total = addTallies([readTally(REPORT, false), { passed: 3, failed: 0, skipped: 0 }]);
    expect(describeTally(total)).toBe("8 passed, 1 failed, 3 skipped");
  });

  it("counts a failure when a run failed although no test did", () => {
    const report = JSON.stringify({
      numPassedTests: 5,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
    });
    expect(readTally(report, false).failed).toBe(1);
  });

  it("counts a failure when there is no report", () => {
    expect(readTally("", false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
