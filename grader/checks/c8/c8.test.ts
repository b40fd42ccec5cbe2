import { describe, expect, it } from "vitest";
import { EMPTY } from "../../observations/empty.ts";
import type { Cleaning } from "../../observations/cleaning.ts";
import { FOOTPRINT_MEASURES, type Footprint } from "../../observations/footprint.ts";
import type { Impact, ImpactRun } from "../../observations/impact.ts";
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

const declared = (fields: Parameters<typeof rerun>[0]) => judgeOne("C8.1.d-declared", rerun(fields)).outcome;

describe("a second load", () => {
  it("leaves the views as they were", () => {
    expect(judgeOne("C8.1.d-again", rerun({})).outcome).toBe("passed");
    expect(judgeOne("C8.1.d-again", rerun({ appeared: 100 })).share).toBe(0.5);
    expect(judgeOne("C8.1.d-again", EMPTY).outcome).toBe("failed");
  });

  it("does what is declared, and brings what is new", () => {
    expect(declared({})).toBe("passed");
    expect(declared({ declared: "full", untouched: 0 })).toBe("passed");
    expect(declared({ declared: "full" })).toBe("failed");
    expect(declared({ untouched: 0 })).toBe("failed");
    expect(declared({ declared: null })).toBe("failed");
    // A load that does nothing the second time adds nothing either.
    expect(declared({ found: 0 })).toBe("failed");
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

const claims = (...all: (boolean | null)[]) =>
  judgeOne("C8.1.f-claims", {
    safeguards: { claimed: all.map((agrees) => ({ measure: "pseudonyms", agrees })) },
  });

describe("measures that are declared", () => {
  const FETCHED: Footprint = {
    ...EMPTY.footprint,
    claimed: ["compression", "conditional-requests"],
    compression: { answers: 100, compressed: 90 },
    revisits: { requests: 50, conditional: 50, notModified: 45 },
  };

  it("that limit the footprint are looked for, each", () => {
    expect(judgeOne("C8.2.a-claims", { footprint: FETCHED }).outcome).toBe("passed");
    const half: Footprint = { ...FETCHED, compression: { answers: 100, compressed: 0 } };
    expect(judgeOne("C8.2.a-claims", { footprint: half }).share).toBe(0.5);
    const claimedAlone: Footprint = { ...EMPTY.footprint, claimed: [...FOOTPRINT_MEASURES] };
    expect(judgeOne("C8.2.a-claims", { footprint: claimedAlone }).outcome).toBe("failed");
    expect(judgeOne("C8.2.a-claims", EMPTY).outcome).toBe("failed");
  });

  it("for security agree with what was seen", () => {
    expect(claims(true, true).outcome).toBe("passed");
    expect(claims(true, false).share).toBe(0.5);
    expect(claims(null, false).outcome).toBe("failed");
    expect(judgeOne("C8.1.f-claims", EMPTY).outcome).toBe("failed");
  });
});

const measured = (work: number, energyWattHours: number, cpuSeconds: number): ImpactRun => ({
  work,
  code: 0,
  cpuSeconds,
  report: {
    method: "CPU seconds × watts",
    work,
    energyWattHours,
    gramsCo2e: null,
    cpuSeconds: cpuSeconds * 0.9,
  },
  problem: null,
});
const impactOf = (id: "C8.2.b-measured" | "C8.2.b-grows", ...runs: ImpactRun[]) =>
  judgeOne(id, { impact: { hasCommand: true, isDocumented: true, runs } });

describe("a measured footprint", () => {
  it("is an energy that agrees with the processor time", () => {
    expect(impactOf("C8.2.b-measured", measured(1, 0.1, 5), measured(2, 0.2, 10)).outcome).toBe("passed");
    expect(impactOf("C8.2.b-measured", measured(1, 0, 5), measured(2, 0, 10)).share).toBe(0.7);
    const silent: ImpactRun = { ...measured(1, 1, 5), report: null, problem: "no OUTPUT_DIR/measure.json" };
    expect(impactOf("C8.2.b-measured", silent).outcome).toBe("failed");
    expect(judgeOne("C8.2.b-measured", EMPTY).outcome).toBe("failed");
  });

  it("follows the work, and so does the processor", () => {
    expect(impactOf("C8.2.b-grows", measured(1, 0.1, 5), measured(2, 0.2, 10)).outcome).toBe("passed");
    expect(impactOf("C8.2.b-grows", measured(1, 0.1, 5), measured(2, 0.1, 10)).outcome).toBe("failed");
    // A measure that was multiplied and not made.
    expect(impactOf("C8.2.b-grows", measured(1, 0.1, 5), measured(2, 0.2, 5)).outcome).toBe("failed");
    expect(impactOf("C8.2.b-grows", measured(1, 0.1, 5)).outcome).toBe("failed");
    expect(judgeOne("C8.2.b-grows", EMPTY).outcome).toBe("failed");
  });

  it("may be a documented calculation, which people read", () => {
    const none: Impact = { hasCommand: false, isDocumented: true, runs: [] };
    expect(judgeOne("C8.2.b-measured", { impact: none }).outcome).toBe("jury");
  });
});
