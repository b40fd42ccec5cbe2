import { describe, expect, it } from "vitest";
import { EMPTY } from "../../observations/empty.ts";
import type { Loaded } from "../../observations/loaded.ts";
import type { Quality, QualityCase } from "../../observations/quality.ts";
import { judgeOne } from "../testing/judge-one.ts";
import { FAMILIES } from "./families.ts";

const ROWS = { missing: 0, unexpected: 0, twice: 0, different: 0, examples: [], unreadable: null };

/** All rules and columns of all families, right by these shares. */
function loaded(ofRules: number, ofColumns: number, merged: Partial<typeof ROWS> = {}): { loaded: Loaded } {
  const columns = new Map<string, string[]>();
  for (const name of FAMILIES.flatMap((family) => family.columns)) {
    const [view = "", column = ""] = name.split(".");
    columns.set(view, [...(columns.get(view) ?? []), column]);
  }
  const views = [...columns].map(([name, names]) => ({
    ...ROWS,
    ...(name === "customers" && merged),
    name,
    expected: 100,
    found: 100,
    columns: names.map((column) => ({
      name: column,
      rows: 100,
      right: 100 * ofColumns,
      example: "P1: 12 ≠ 13",
    })),
  }));
  const rules = [...new Set(FAMILIES.flatMap((family) => family.rules)), "customer-duplicate" as const];
  const defects = rules.map((rule) => ({
    rule,
    outcome: "repaired" as const,
    injected: 10,
    handled: 10 * ofRules,
    wronglyApplied: 0,
    example: "P1",
    wrongExample: null,
  }));
  const rejected = { ...defects[0]!, rule: "orphan" as const, outcome: "rejected" as const };
  return { loaded: { ...EMPTY.loaded, views, defects: [...defects, rejected] } };
}

describe.each(FAMILIES.map(({ slug }) => `C9.1-${slug}` as const))("%s", (id) => {
  it("is worth its defects and its columns", () => {
    expect(judgeOne(id, loaded(1, 1)).outcome).toBe("passed");
    expect(judgeOne(id, loaded(0.5, 0.5)).share).toBe(0.5);
    expect(judgeOne(id, loaded(0.5, 1)).outcome).toBe("partial");
    expect(judgeOne(id, loaded(0, 0)).outcome).toBe("failed");
    expect(judgeOne(id, EMPTY).outcome).toBe("failed");
  });
});

it("one person is one customer, two are two", () => {
  expect(judgeOne("C9.1-deduplication", loaded(1, 1)).outcome).toBe("passed");
  expect(judgeOne("C9.1-deduplication", loaded(0.5, 1, { different: 50 })).share).toBe(0.5);
  expect(judgeOne("C9.1-deduplication", loaded(0, 1, { missing: 100 })).outcome).toBe("failed");
  expect(judgeOne("C9.1-deduplication", EMPTY).outcome).toBe("failed");
});

it("rejects are worth the share that is kept", () => {
  expect(judgeOne("C9.2-rejects", loaded(1, 1)).outcome).toBe("passed");
  expect(judgeOne("C9.2-rejects", loaded(0.5, 1)).share).toBe(0.5);
  expect(judgeOne("C9.2-rejects", loaded(0, 1)).outcome).toBe("failed");
  expect(judgeOne("C9.2-rejects", EMPTY).outcome).toBe("failed");
});

const QUIET: Quality["clean"] = {
  code: 0,
  ended: "exited",
  problem: null,
  controls: (["duplicate", "orphan", "range"] as const).map((of) => ({
    name: of,
    class: of,
    subject: "reviews",
    violations: 0,
  })),
};
const damaged = (isNamed: boolean, also?: string, refused = false): QualityCase => ({
  class: "range",
  subjects: ["reviews"],
  touched: ["labels"],
  what: "a rating of 9",
  done: "injected",
  refused,
  run: {
    ...QUIET,
    code: isNamed ? 1 : 0,
    controls: [...(isNamed ? ["reviews"] : []), ...(also === undefined ? [] : [also])].map((subject) => ({
      name: "control",
      class: "range",
      subject,
      violations: 1,
    })),
  },
});
const quality = (fields: Partial<Quality>): { quality: Quality } => ({
  quality: { clean: QUIET, clone: QUIET, rows: 100, cases: [], ...fields },
});

const isClean = (fields: Partial<Quality>) => judgeOne("C9.2-clean", quality(fields)).outcome;
const named = (...cases: QualityCase[]) => judgeOne("C9.2-named", quality({ cases }));
const caught = (...cases: QualityCase[]) => judgeOne("C9.2-caught", quality({ cases })).outcome;

describe("controls of integrity", () => {
  it("are silent on a sound base that holds something", () => {
    expect(isClean({})).toBe("passed");
    expect(isClean({ rows: 0 })).toBe("failed");
    expect(isClean({ clone: { ...QUIET, code: 1 } })).toBe("failed");
    expect(isClean({ clean: { ...QUIET, controls: QUIET.controls.slice(0, 1) } })).toBe("failed");
    expect(judgeOne("C9.2-clean", EMPTY).outcome).toBe("failed");
  });

  it("name each damage where it is", () => {
    expect(named(damaged(true), damaged(true, "labels")).outcome).toBe("passed");
    expect(named(damaged(true), damaged(false)).share).toBe(0.5);
    // What cries on an untouched clone is not listened to.
    const crying = { cases: [damaged(true), damaged(true)], clone: { ...QUIET, code: 1 } };
    expect(judgeOne("C9.2-named", quality(crying)).outcome).toBe("failed");
    expect(judgeOne("C9.2-caught", quality(crying)).outcome).toBe("failed");
    // What cries everywhere is right somewhere.
    expect(named(damaged(true, "sellers"), damaged(true, "sellers")).outcome).toBe("failed");
    expect(named().outcome).toBe("failed");
    expect(judgeOne("C9.2-named", EMPTY).outcome).toBe("failed");
  });

  it("need not name what the base refuses", () => {
    expect(caught(damaged(true), damaged(false, undefined, true))).toBe("passed");
    expect(caught(damaged(false), damaged(false))).toBe("failed");
    expect(judgeOne("C9.2-caught", EMPTY).outcome).toBe("failed");
  });
});
