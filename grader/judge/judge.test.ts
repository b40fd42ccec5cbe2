import { describe, expect, it } from "vitest";
import type { Check, Finding } from "../check.ts";
import { ITEMS, type ItemId } from "../items.ts";
import { Sheet, type JudgedItem } from "../sheet.ts";
import { failed, makeCheck, makeGrade, passed } from "../testing/checks.ts";
import { asIs } from "../told.ts";
import { exitCode, judge, type Grade } from "./judge.ts";
import type { JuryMarks } from "./jury-marks.ts";

const half: Finding = { outcome: "partial", share: 0.5, evidence: [] };
const errored: Finding = { outcome: "errored", share: 0, evidence: [] };
const lookedAt: Finding = { outcome: "jury", share: 0, evidence: [] };
const notApplicable: Finding = { outcome: "not-applicable", share: 0, evidence: [] };

const everyItem = (finding: Finding = passed): Check[] =>
  ITEMS.map((item) => makeCheck(`${item}-all`, finding));

const juryOf = (mark: 0 | 1 | 2 | 3 | 4, only: readonly ItemId[] = ITEMS): JuryMarks => ({
  version: 1,
  submission: "a".repeat(64),
  marks: Object.fromEntries(only.map((item) => [item, { mark }])),
});

const itemOf = (grade: Grade, id: ItemId): JudgedItem =>
  judge(grade).judged.items.find((item) => item.id === id) as JudgedItem;

const machineOf = (checks: readonly Check[], id: ItemId): number | null =>
  itemOf(makeGrade(checks), id).machine.share;

const outcomesOf = (grade: Grade): Record<string, string> =>
  Object.fromEntries(judge(grade).judged.checks.map(({ id, outcome }) => [id, outcome]));

const absence = (fault: "submission" | "grader") => ({
  part: "loaded",
  fault,
  reason: asIs("no database"),
});

const moreOf = (finding: Finding): Check => makeCheck("C7.4-more", finding, { level: "excellence" });

const decisionOf = (grade: Grade, id: string) =>
  judge(grade).judged.competences.find((one) => one.id === id)?.decision;

describe("one fault costs once", () => {
  const root = makeCheck("C7.4-loaded", failed);
  const dependent = makeCheck("C9.1-formats", passed, { needs: ["C7.4-loaded"] });

  it("skips what needs a failed check, and says which", () => {
    const further = makeCheck("C9.1-units", passed, { needs: ["C9.1-formats"] });
    const { checks } = judge(makeGrade([further, dependent, root])).judged;
    expect(checks.map(({ outcome }) => outcome)).toEqual(["skipped", "skipped", "failed"]);
    expect(checks[0]?.because).toEqual(["C7.4-loaded"]);
  });

  it("takes a skipped check out of another item", () => {
    expect(machineOf([root, dependent, makeCheck("C9.1-joins", half)], "C9.1")).toBe(0.5);
  });

  it("gives nothing for an item of which nothing is left", () => {
    expect(itemOf(makeGrade([root, dependent]), "C9.1")).toMatchObject({ state: "graded", share: 0 });
  });

  it("gives nothing for excellence alone", () => {
    const more = makeCheck("C9.1-traces", passed, { level: "excellence" });
    expect(machineOf([root, dependent, more], "C9.1")).toBe(0);
  });

  it("counts a skipped check as failed in the item of the fault, so that doing less earns no more", () => {
    const first = makeCheck("C7.1-tables", failed);
    const second = makeCheck("C7.1-keys", passed, { needs: ["C7.1-tables"] });
    expect(machineOf([first, second, makeCheck("C7.1-views")], "C7.1")).toBe(0.3333);
  });

  it("does not let a check that people look at, or that does not apply, hinder another", () => {
    for (const finding of [lookedAt, notApplicable]) {
      const outcomes = outcomesOf(makeGrade([makeCheck("C7.4-loaded", finding), dependent]));
      expect(outcomes["C9.1-formats"]).toBe("passed");
    }
  });
});

describe("what could not be observed", () => {
  const check = makeCheck("C7.4-loaded", passed, { reads: ["loaded"] });

  it("fails, for that reason, where the submission is at fault", () => {
    const { checks } = judge(makeGrade([check], { absences: [absence("submission")] })).judged;
    expect(checks[0]).toMatchObject({ outcome: "failed", evidence: [{ actual: asIs("no database") }] });
  });

  it("leaves the item ungraded and the sheet provisional where the grader is", () => {
    const grade = makeGrade([...everyItem(), check], { absences: [absence("grader")], jury: juryOf(4) });
    expect(itemOf(grade, "C7.4")).toMatchObject({ state: "ungraded", share: null, socle: null });
    expect(judge(grade).state).toBe("provisional");
  });

  it("is the grader's fault where nobody says whose it is, and where a check throws", () => {
    const thrower = makeCheck("C7.5-throws", () => {
      throw new Error("bug");
    });
    expect(outcomesOf(makeGrade([check, thrower]))).toEqual({
      "C7.4-loaded": "errored",
      "C7.5-throws": "errored",
    });
  });

  it("is the grader's fault where both are", () => {
    const both = { ...check, reads: ["loaded", "roles"] as const };
    expect(outcomesOf(makeGrade([both], { absences: [absence("submission")] }))["C7.4-loaded"]).toBe(
      "errored",
    );
  });

  it("spreads to what needs it as an error, never as a fault", () => {
    const needing = makeCheck("C9.1-formats", passed, { needs: ["C7.4-loaded"] });
    expect(outcomesOf(makeGrade([check, needing]))["C9.1-formats"]).toBe("errored");
  });

  it("leaves an item that no check looks at ungraded", () => {
    expect(itemOf(makeGrade([]), "C7.4").state).toBe("ungraded");
  });
});

describe("an item's mark", () => {
  it("is the weighted share of its checks", () => {
    const checks = [makeCheck("C7.4-a", passed, { weight: 3 }), makeCheck("C7.4-b", failed, { weight: 1 })];
    expect(machineOf(checks, "C7.4")).toBe(0.75);
  });

  it("is raised by excellence, up to the whole, and not lowered by its absence", () => {
    expect(machineOf([makeCheck("C7.4-a", half), moreOf(half)], "C7.4")).toBe(1);
    expect(machineOf([makeCheck("C7.4-a", half), moreOf(failed)], "C7.4")).toBe(0.5);
    expect(itemOf(makeGrade([makeCheck("C7.4-a", half), moreOf(passed)]), "C7.4").socle).toBe(0.5);
    expect(machineOf([makeCheck("C7.4-a", failed), moreOf(passed)], "C7.4")).toBe(0);
  });

  it("adds the jury's layer, each with its part", () => {
    const item = itemOf(makeGrade(everyItem(half), { jury: juryOf(4) }), "C8.1.b");
    expect(item).toMatchObject({
      share: 0.7,
      machine: { part: 0.6, share: 0.5 },
      jury: { part: 0.4, share: 1 },
    });
  });

  it("awaits the jury where it has a part and gave no mark", () => {
    expect(itemOf(makeGrade(everyItem()), "C10.2")).toMatchObject({ state: "awaits-jury", share: null });
  });

  it("gives the jury the weight of what can only be looked at", () => {
    const checks = [makeCheck("C10.1-page", lookedAt, { weight: 3 }), makeCheck("C10.1-moves")];
    expect(itemOf(makeGrade(checks), "C10.1")).toMatchObject({
      state: "awaits-jury",
      machine: { part: 0.2 },
      jury: { part: 0.8 },
    });
  });

  it("gives what is located no weight at all", () => {
    const located = makeCheck("C7.4-located", lookedAt, { observation: "located", weight: 9 });
    expect(itemOf(makeGrade([makeCheck("C7.4-a", half), located]), "C7.4")).toMatchObject({ share: 0.5 });
  });

  it("does not apply only once the jury says so too", () => {
    const checks = [makeCheck("C7.4-a", notApplicable)];
    expect(itemOf(makeGrade(checks), "C7.4").state).toBe("awaits-jury");
    const jury = { ...juryOf(0), marks: { "C7.4": { mark: "not-applicable" as const } } };
    expect(itemOf(makeGrade(checks, { jury }), "C7.4").state).toBe("not-applicable");
    expect(itemOf(makeGrade([makeCheck("C7.4-a", failed)], { jury }), "C7.4").share).toBe(0);
  });

  it("of an excellence seen by checks leaves the demand to the jury", () => {
    const checks = [makeCheck("C12.6-runs", failed, { level: "excellence" })];
    expect(itemOf(makeGrade(checks, { jury: juryOf(4) }), "C12.6")).toMatchObject({ socle: 1, share: 0.6 });
  });
});

describe("a decision", () => {
  it("is acquired with everything passed, and the block with it", () => {
    const { judged } = judge(makeGrade(everyItem(), { jury: juryOf(4) }));
    expect(judged.block).toMatchObject({ share: 1, decision: { least: "acquired", most: "acquired" } });
  });

  it("is not acquired with nothing passed, at nought", () => {
    const { judged } = judge(makeGrade(everyItem(failed), { jury: juryOf(0) }));
    expect(judged.block).toMatchObject({
      share: 0,
      decision: { least: "not-acquired", most: "not-acquired" },
    });
  });

  it("is in progress with half", () => {
    expect(decisionOf(makeGrade(everyItem(half), { jury: juryOf(2) }), "C9")).toEqual({
      least: "in-progress",
      most: "in-progress",
    });
  });

  it("is not reached by excellence", () => {
    const checks = (["C9.1", "C9.2"] as const).flatMap((item) => [
      makeCheck(`${item}-a`, half),
      makeCheck(`${item}-b`, passed, { level: "excellence" }),
    ]);
    const { judged } = judge(makeGrade(checks));
    expect(judged.competences.find(({ id }) => id === "C9")).toMatchObject({
      share: 1,
      decision: { least: "in-progress" },
    });
  });

  it("is not acquired while one item is empty, however good the others", () => {
    const checks = [makeCheck("C9.1-a"), makeCheck("C9.2-a", failed)];
    expect(decisionOf(makeGrade(checks), "C9")).toEqual({ least: "in-progress", most: "in-progress" });
  });

  it("says what it can still become while something is unknown", () => {
    expect(decisionOf(makeGrade(everyItem()), "C6")).toEqual({ least: "acquired", most: "acquired" });
    expect(decisionOf(makeGrade(everyItem(half)), "C10")).toEqual({
      least: "not-acquired",
      most: "acquired",
    });
    expect(decisionOf(makeGrade(everyItem(errored)), "C9")).toEqual({
      least: "not-acquired",
      most: "acquired",
    });
  });
});

describe("a sheet", () => {
  const complete = makeGrade(everyItem(), { jury: juryOf(3) });

  it("is a sheet", () => {
    expect(() => Sheet.parse(JSON.parse(JSON.stringify(judge(complete))))).not.toThrow();
  });

  it("is judged the same from the same observations, whenever that happens", () => {
    const later = judge({ ...complete, run: { gradedAt: "2027-01-01T00:00:00.000Z", seconds: 1 } });
    const first = judge(complete);
    expect(JSON.stringify(later.judged)).toBe(JSON.stringify(first.judged));
    expect(later.digest).toBe(first.digest);
  });

  it("is final once someone has signed what it says, and only that", () => {
    const { digest, state } = judge(complete);
    expect(state).toBe("awaits-signature");
    const signed = (grade: Grade): Grade => ({
      ...grade,
      jury: { ...juryOf(3), signature: { by: "A. Juré", at: "2026-12-01T10:00:00.000Z", digest } },
    });
    expect(judge(signed(complete))).toMatchObject({ state: "final", signature: { by: "A. Juré" } });
    const regraded = judge(signed(makeGrade(everyItem(half))));
    expect(regraded.state).toBe("awaits-signature");
    expect(regraded.signature).toBeUndefined();
  });

  it("quotes a submission without the name of who has written it, and leaves our own words alone", () => {
    const quoted: Finding = {
      outcome: "failed",
      share: 0,
      evidence: [
        { expected: asIs("no Ada"), actual: asIs("by Ada"), where: "/home/Ada/q.sql", truth: ["Ada"] },
      ],
    };
    const grade = makeGrade([makeCheck("C7.4-all", quoted)], {
      hide: (text) => text.replaceAll("Ada", "candidate-1"),
    });
    const { judged } = judge(grade);
    expect(judged.checks[0]?.evidence).toEqual([
      {
        expected: asIs("no Ada"),
        actual: asIs("by candidate-1"),
        where: "/home/candidate-1/q.sql",
        truth: ["Ada"],
      },
    ]);
  });

  it("cannot be made final by a signature while something is unknown", () => {
    const grade = makeGrade(everyItem(errored), { jury: juryOf(3) });
    const { digest } = judge(grade);
    const signature = { by: "A", at: "2026-12-01T10:00:00.000Z", digest };
    expect(judge({ ...grade, jury: { ...juryOf(3), signature } }).state).toBe("provisional");
  });

  it("keeps the jury's marks at a regrade, and refuses those of another submission", () => {
    expect(itemOf(makeGrade(everyItem(failed), { jury: juryOf(3) }), "C6.1").jury.mark).toEqual({ mark: 3 });
    expect(() => judge({ ...complete, submission: "b".repeat(64) })).toThrow(
      "the jury's marks are of submission",
    );
  });

  it("shows a deliverable of which nothing is said as missing, never as nought", () => {
    const { judged } = judge({
      ...complete,
      deliverables: [{ id: "report", state: "present", path: "rapport.pdf" }],
    });
    expect(judged.deliverables.map(({ id, state }) => [id, state])).toEqual([
      ["procedures", "undeclared"],
      ["database", "undeclared"],
      ["modelling", "undeclared"],
      ["report", "present"],
      ["algorithms", "undeclared"],
    ]);
    expect(judged.block.share).toBe(judge(complete).judged.block.share);
  });

  it("holds what a submission says readable and bounded", () => {
    const hostile = `\u001B[31mred\u202Egnp.exe${"x".repeat(1_000_000)}`;
    const finding: Finding = {
      outcome: "failed",
      share: 0,
      evidence: Array.from({ length: 99 }, () => ({
        expected: asIs(hostile),
        actual: asIs(hostile),
        where: hostile,
        truth: Array.from({ length: 999 }, () => hostile),
      })),
    };
    const sheet = judge(makeGrade([makeCheck("C7.4-a", finding)]));
    expect(sheet.judged.checks[0]?.evidence).toHaveLength(30);
    expect(sheet.judged.checks[0]?.evidence[0]?.truth).toHaveLength(50);
    expect(sheet.judged.checks[0]?.evidence[0]?.where).toMatch(/^red.gnp/u);
    expect(sheet.judged.checks[0]?.evidence[0]?.where.length).toBeLessThanOrEqual(1500);
  });
});

describe("the exit code", () => {
  it("is 0 when all that is demanded passes, in part or by people, 1 when something demanded fails, 2 when nothing spoke", () => {
    const missedExcellence = makeCheck("C7.4-more", failed, { level: "excellence" });
    expect(exitCode(judge(makeGrade([...everyItem(half), missedExcellence])))).toBe(0);
    expect(exitCode(judge(makeGrade([...everyItem(), makeCheck("C7.4-b", failed)])))).toBe(1);
    expect(exitCode(judge(makeGrade(everyItem(errored))))).toBe(2);
    expect(exitCode(judge(makeGrade([])))).toBe(2);
  });
});
