import { describe, expect, it } from "vitest";
import { addTallies, describeTally, listFailures, readTally } from "./test-tally.ts";

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

  it("names what failed and why, a file that could not be loaded too", () => {
    const report = JSON.stringify({
      ...JSON.parse(REPORT),
      testResults: [
        {
          name: "a.test.ts",
          message: "",
          assertionResults: [
            { fullName: "adds", status: "passed", failureMessages: [] },
            { fullName: "takes away", status: "failed", failureMessages: ["expected 3 to be 1\nat line 7"] },
          ],
        },
        { name: "b.test.ts", message: "no such module", assertionResults: [] },
      ],
    });
    expect(listFailures(report)).toEqual([
      "FAILED a.test.ts > takes away\n  expected 3 to be 1\n  at line 7",
      "FAILED b.test.ts\n  no such module",
    ]);
    expect(listFailures("")).toEqual([]);
  });
});
