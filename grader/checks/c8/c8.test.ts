import { describe, expect, it } from "vitest";
import { EMPTY } from "../../observations/empty.ts";
import type { Cleaning } from "../../observations/cleaning.ts";
import type { Quality, QualityCase } from "../../observations/quality.ts";
import type { Rerun } from "../../observations/rerun.ts";
import { judgeOne } from "../testing/judge-one.ts";

const rule = (named: number, wrong: number): Cleaning["rules"][number] => ({
  rule: "price-comma",
  outcome: "repaired",
  injected: 10,
  named,
  wrong,
  example: "products P1~miels",
  wrongExample: null,
});
const cleaning = (rules: Cleaning["rules"], right = 10, unexpected = 0): { cleaning: Cleaning } => ({
  cleaning: {
    rules,
    sales: { expected: 10, found: right + unexpected, right, unexpected, example: "S1 2026-03" },
    unreadable: [],
  },
});

const judgeDeclared = (fields: Parameters<typeof rerun>[0]) =>
  judgeOne("C8.1.d-declared", rerun(fields)).outcome;

describe("rules by name", () => {
  it("are worth what they catch, and nothing else", () => {
    expect(judgeOne("C8.1.b-rules", cleaning([rule(10, 0)])).outcome).toBe("passed");
    expect(judgeOne("C8.1.b-rules", cleaning([rule(5, 0)])).share).toBe(0.7);
    // Everything named by every rule is no catch.
    expect(judgeOne("C8.1.b-rules", cleaning([rule(10, 400)])).outcome).toBe("failed");
    expect(judgeOne("C8.1.b-rules", cleaning([rule(0, 0)])).outcome).toBe("failed");
    expect(judgeOne("C8.1.b-rules", EMPTY).outcome).toBe("failed");
  });

  it("name the rule and one record", () => {
    const [evidence] = judgeOne("C8.1.b-rules", cleaning([rule(3, 0)])).evidence;
    expect(evidence?.example).toBe("price-comma products P1~miels");
  });
});

it("sales are worth the share of right rows, less what is too much", () => {
  expect(judgeOne("C8.1.b-aggregates", cleaning([])).outcome).toBe("passed");
  expect(judgeOne("C8.1.b-aggregates", cleaning([], 5)).share).toBe(0.5);
  expect(judgeOne("C8.1.b-aggregates", cleaning([], 10, 10)).share).toBe(0.5);
  expect(judgeOne("C8.1.b-aggregates", cleaning([], 0)).outcome).toBe("failed");
  expect(judgeOne("C8.1.b-aggregates", EMPTY).outcome).toBe("failed");
});

const rerun = (fields: {
  declared?: Rerun["declared"];
  appeared?: number;
  untouched?: number;
  found?: number;
}): { rerun: Rerun } => ({
  rerun: {
    declared: fields.declared === undefined ? "incremental" : fields.declared,
    again: {
      code: 0,
      views: [
        {
          view: "orders",
          before: 100,
          after: 100 + (fields.appeared ?? 0),
          appeared: fields.appeared ?? 0,
          vanished: 0,
          example: null,
        },
        { view: "reviews", before: 50, after: 50, appeared: 0, vanished: 0, example: null },
      ],
      physical: { before: 100, untouched: fields.untouched ?? 100 },
    },
    grown: { code: 0, gained: 20, found: fields.found ?? 20, example: null, twice: 0, physical: null },
  },
});

describe("a second load", () => {
  it("leaves the views as they were", () => {
    expect(judgeOne("C8.1.d-again", rerun({})).outcome).toBe("passed");
    expect(judgeOne("C8.1.d-again", rerun({ appeared: 100 })).share).toBe(0.5);
    expect(judgeOne("C8.1.d-again", EMPTY).outcome).toBe("failed");
  });

  it("does what is declared, and brings what is new", () => {
    expect(judgeDeclared({})).toBe("passed");
    expect(judgeDeclared({ declared: "full", untouched: 0 })).toBe("passed");
    expect(judgeDeclared({ declared: "full" })).toBe("failed");
    expect(judgeDeclared({ untouched: 0 })).toBe("failed");
    expect(judgeDeclared({ declared: null })).toBe("failed");
    // A load that does nothing the second time adds nothing either.
    expect(judgeDeclared({ found: 0 })).toBe("failed");
    expect(judgeOne("C8.1.d-declared", EMPTY).outcome).toBe("failed");
  });
});

const QUIET: Quality["clean"] = {
  code: 0,
  ended: "exited",
  problem: null,
  controls: [{ name: "rows", class: "completeness", subject: "reviews", violations: 0 }],
};
const tried = (of: QualityCase["class"], subject: string, said: string | null): QualityCase => ({
  class: of,
  subjects: [subject],
  touched: [],
  what: `${of} ${subject}`,
  done: "injected",
  refused: null,
  run: {
    ...QUIET,
    code: said === null ? 0 : 1,
    controls: said === null ? [] : [{ name: "control", class: of, subject: said, violations: 3 }],
  },
});
const quality = (cases: QualityCase[], clean = QUIET): { quality: Quality } => ({
  quality: { clean, clone: QUIET, rows: 100, cases },
});

describe("controls", () => {
  it("name what is stale or lacking", () => {
    const whole = [tried("freshness", "reviews", "reviews"), tried("completeness", "orders", "lab.orders")];
    expect(judgeOne("C8.1.e-stale", quality(whole)).outcome).toBe("passed");
    const half = [tried("freshness", "reviews", "reviews"), tried("completeness", "orders", null)];
    expect(judgeOne("C8.1.e-stale", quality(half)).share).toBe(0.5);
    // Controls that cry on a sound base name nothing on a damaged one.
    const crying = { ...QUIET, code: 1 };
    expect(judgeOne("C8.1.e-stale", quality(whole, crying)).outcome).toBe("failed");
    expect(judgeOne("C8.1.e-stale", EMPTY).outcome).toBe("failed");
  });

  it("name the engine that is away, and no other", () => {
    const outage = (said: string | null) =>
      judgeOne("C8.1.e-outage", quality([tried("availability", "mongodb", said)])).outcome;
    expect(outage("mongodb")).toBe("passed");
    expect(outage("neo4j")).toBe("failed");
    expect(outage(null)).toBe("failed");
    const hung = tried("availability", "mongodb", "mongodb");
    const late: QualityCase = { ...hung, run: { ...QUIET, ...hung.run, ended: "time", code: null } };
    expect(judgeOne("C8.1.e-outage", quality([late])).outcome).toBe("failed");
    expect(judgeOne("C8.1.e-outage", EMPTY).outcome).toBe("failed");
  });
});
