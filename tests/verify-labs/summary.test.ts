import { expect, it } from "vitest";
import { describeSummary, summarise, type Findings, type Treated } from "./summary.ts";

const treated = (id: string, problems: string[], lowered: string[] = []): Treated => ({
  id,
  problems,
  lowered,
  seconds: 1,
});

const FINDINGS: Findings = {
  checks: ["C7.4-orders", "C7.4-reviews"],
  mutants: [treated("found", [], ["C7.4-orders"]), treated("missed", ["C7.4 has lost nothing"])],
  neutral: [treated("renamed", []), treated("moved", ["C7.1 has moved"]), treated("tokyo", [])],
  odd: [],
  hollow: [],
  right: [],
};

it("counts what was detected, what was a false alarm, and which mutants lowered each check", () => {
  const summary = summarise(FINDINGS);
  expect(summary).toMatchObject({
    ok: false,
    detection: { count: 1, of: 2, share: 0.5 },
    falseAlarms: { count: 1, of: 3 },
    checks: [
      { id: "C7.4-orders", mutants: ["found"] },
      { id: "C7.4-reviews", mutants: [] },
    ],
  });
  expect(describeSummary(summary)).toContain("detection: 1 of 2 (50 %)\nfalse alarms: 1 of 3 (33.3 %)");
  expect(describeSummary(summary)).toContain("has lowered: C7.4-reviews");
});

it("is content only when everything was treated as it must be, and counts no share of nothing", () => {
  const empty = { ...FINDINGS, mutants: [], neutral: [] };
  expect(summarise(empty)).toMatchObject({ ok: true, detection: { share: null } });
  expect(summarise({ ...empty, odd: [treated("go", ["C7.4 has 1 for nothing"])] }).ok).toBe(false);
  expect(summarise({ ...empty, right: ["not passed"] }).ok).toBe(false);
  expect(
    summarise({ ...empty, hollow: [{ check: "C6.2-x", emptied: ["privacy"], outcome: "passed" }] }).ok,
  ).toBe(false);
});
