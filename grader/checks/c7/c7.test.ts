import { describe, expect, it } from "vitest";
import { QUESTIONS } from "@atelier/contracts/questions.ts";
import { GRAPH_LABELS, VIEWS } from "@atelier/contracts/views.ts";
import type { CheckId } from "../../check.ts";
import { NOTHING_LOADED, type ComparedRows, type Loaded } from "../../observations/loaded.ts";
import { NOTHING_ASKED, type Questions } from "../../observations/questions.ts";
import { NO_ROLES, type Roles } from "../../observations/roles.ts";
import { NOTHING_BUILT, type Structure } from "../../observations/structure.ts";
import { NOTHING_READ, type StaticFacts } from "../../observations/static.ts";
import { CHECKS } from "../checks.ts";
import { judgeOne } from "../testing/judge-one.ts";

const EMPTY = {
  static: NOTHING_READ,
  loaded: NOTHING_LOADED,
  structure: NOTHING_BUILT,
  roles: NO_ROLES,
  questions: NOTHING_ASKED,
};

const rows = (name: string, of: Partial<ComparedRows> = {}): ComparedRows => ({
  name,
  expected: 100,
  found: 100,
  missing: 0,
  unexpected: 0,
  twice: 0,
  different: 0,
  examples: [],
  unreadable: null,
  ...of,
});

const VIEW_NAMES = Object.keys(VIEWS);
const HALF = { found: 50, missing: 50, examples: [{ what: "missing" as const, key: "P1" }] };

const loadedWith = (of: Partial<ComparedRows>): Loaded => ({
  views: VIEW_NAMES.map((name) => ({ ...rows(name, of), columns: [] })),
  documents: [rows("reviews", of), rows("files", of)],
  graph: [
    { ...rows("Account", of), type: "node" },
    { ...rows("WROTE", of), type: "relationship" },
  ],
  orphans: [{ child: "prices.product_id", parent: "products", rows: 100, orphans: 0, example: null }],
  defects: [],
});
const LOADED = loadedWith({});

const STRUCTURE: Structure = {
  views: VIEW_NAMES.map((name) => ({
    name,
    present: true,
    missingColumns: [],
    poorTypes: [],
    rows: 100,
    sameForOthers: true,
    tables: [`shop.${name}`],
    missingTables: [],
    follows: true,
  })),
  tables: VIEW_NAMES.map((name) => ({
    name: `shop.${name}`,
    hasKey: true,
    notNullColumns: 3,
    checks: 1,
    foreignKeys: 1,
  })),
  invalid: Array.from({ length: 10 }, (_, index) => ({
    view: "products",
    what: "out-of-range" as const,
    outcome: index % 2 === 0 ? ("refused" as const) : ("absent" as const),
    detail: "shop.products.price",
  })),
  documents: [{ collection: "reviews", documents: 10, indexed: true }],
  graph: GRAPH_LABELS.map((label) => ({ label, nodes: 10, constrained: true })),
};

const denied = (what: string) => ({ what, allowed: false, detail: "permission denied" });
const ROLES: Roles = {
  reader: { connects: true, views: VIEW_NAMES, detail: "" },
  readerAttempts: [denied("table shop.customers"), denied("write lab.products")],
  loader: { connects: true, isSuperuser: false, mayAdminister: false, detail: "" },
  engines: [denied("mongodb anonymous")],
};

const answersWith = (right: (set: number) => boolean): Questions => ({
  answers: QUESTIONS.map(({ id }) => ({
    id,
    asked: true,
    sets: [3, 5, 0, 2].map((expectedRows, set) => ({
      parameters: ["a"],
      right: right(set),
      expectedRows,
      foundRows: expectedRows,
      detail: right(set) ? "" : "1 ≠ 2",
    })),
  })),
});

const READ: StaticFacts = { ...NOTHING_READ, files: 3, code: { files: 2, unknown: [], errors: [] } };
const SOUND = {
  static: READ,
  loaded: LOADED,
  structure: STRUCTURE,
  roles: ROLES,
  questions: answersWith(() => true),
};

const outcome = (id: CheckId, parts: Partial<typeof SOUND>) => {
  const { outcome: of, share } = judgeOne(id, { ...SOUND, ...parts });
  return [of, share];
};

const C7 = CHECKS.filter(({ item, id }) => item.startsWith("C7.") && id !== "C7.2-distribution");

describe("the checks of C7", () => {
  it.each(C7.map(({ id }) => id))("%s passes a sound submission, and never an empty one", (id) => {
    expect(outcome(id, {})).toEqual(["passed", 1]);
    expect(outcome(id, EMPTY)).toEqual(["failed", 0]);
  });

  it("leaves the distribution of data to people", () => {
    expect(outcome("C7.2-distribution", {})).toEqual(["jury", 0]);
  });

  it.each(["C7.4-catalogue", "C7.4-orders", "C7.4-reviews", "C7.2-documents", "C7.2-graph"] as const)(
    "%s gives about half for half of the rows, and nothing off for a wrong value",
    (id) => {
      expect(outcome(id, { loaded: loadedWith(HALF) })).toEqual(["partial", 0.5]);
      expect(outcome(id, { loaded: loadedWith({ different: 50 }) })).toEqual(["passed", 1]);
      expect(outcome(id, { loaded: loadedWith({ found: 200, twice: 100 }) })).toEqual(["partial", 0.5]);
      const { evidence } = judgeOne(id, { loaded: loadedWith(HALF) });
      expect(evidence[0]?.example).toContain("P1");
    },
  );

  it.each(["C7.2-documents", "C7.2-graph"] as const)(
    "%s gives nothing for what is there by name alone",
    (id) => {
      expect(outcome(id, { loaded: loadedWith({ different: 100 }) })).toEqual(["failed", 0]);
      expect(outcome(id, { loaded: loadedWith({ different: 80 }) })).toEqual(["partial", 0.4]);
    },
  );

  it("sees duplicates and orphans", () => {
    expect(outcome("C7.4-no-duplicates", { loaded: loadedWith({ found: 101, twice: 1 }) })).toEqual([
      "failed",
      0,
    ]);
    const orphans = LOADED.orphans.map((one) => ({ ...one, orphans: 2, example: "P9" }));
    expect(outcome("C7.4-no-orphans", { loaded: { ...LOADED, orphans } })).toEqual(["failed", 0]);
  });

  it.each([
    ["absent", { present: false, rows: 0 }],
    ["without a column", { missingColumns: ["name"] }],
    ["empty", { rows: 0 }],
    ["over a table that is not there", { missingTables: ["shop.gone"] }],
    ["over no table", { tables: [] }],
    ["that shows others something else", { sameForOthers: false }],
    ["that answers with constants", { follows: false }],
  ] as const)("counts no view %s", (_, fault) => {
    const views = STRUCTURE.views.map((view, index) =>
      index < 6
        ? {
            ...view,
            ...fault,
            tables: [...("tables" in fault ? fault.tables : view.tables)],
            missingColumns: [...("missingColumns" in fault ? fault.missingColumns : [])],
            missingTables: [...("missingTables" in fault ? fault.missingTables : [])],
          }
        : view,
    );
    expect(outcome("C7.1-views", { structure: { ...STRUCTURE, views } })).toEqual(["partial", 0.5]);
  });

  it("cannot tell a view's tables in some cases, and holds nothing against it", () => {
    const views = STRUCTURE.views.map((view) => ({ ...view, follows: null }));
    expect(outcome("C7.1-views", { structure: { ...STRUCTURE, views } })).toEqual(["passed", 1]);
  });

  it("sees money as a float, tables without a key, invalid rows that come through", () => {
    const poor = STRUCTURE.views.map((view, index) => ({
      ...view,
      poorTypes: index < 6 ? ["price_cents: real"] : [],
    }));
    expect(outcome("C7.1-types", { structure: { ...STRUCTURE, views: poor } })).toEqual(["partial", 0.5]);
    const tables = STRUCTURE.tables.map((table, index) => ({ ...table, hasKey: index >= 6 }));
    expect(outcome("C7.1-keys", { structure: { ...STRUCTURE, tables } })).toEqual(["partial", 0.5]);
    const shown = STRUCTURE.invalid.map((one, index) => ({
      ...one,
      outcome: index < 5 ? ("shown" as const) : one.outcome,
    }));
    expect(outcome("C7.1-invalid-rows", { structure: { ...STRUCTURE, invalid: shown } })).toEqual([
      "partial",
      0.5,
    ]);
    const untried = STRUCTURE.invalid.map((one, index) => ({
      ...one,
      outcome: index < 5 ? ("untried" as const) : one.outcome,
    }));
    expect(outcome("C7.1-invalid-rows", { structure: { ...STRUCTURE, invalid: untried } })).toEqual([
      "failed",
      0,
    ]);
  });

  it("wants a reader who reads the views and nothing else", () => {
    const reader = (of: Partial<Roles>) => outcome("C7.3-reader", { roles: { ...ROLES, ...of } });
    expect(reader({ readerAttempts: [{ ...ROLES.readerAttempts[0]!, allowed: true }] })).toEqual([
      "partial",
      0.5,
    ]);
    expect(reader({ readerAttempts: [{ ...ROLES.readerAttempts[1]!, allowed: true }] })).toEqual([
      "failed",
      0,
    ]);
    expect(reader({ reader: { connects: true, views: [], detail: "" } })).toEqual(["failed", 0]);
  });

  it("wants a loader who administers nothing, and doors that are shut", () => {
    const loader = (of: Partial<Roles["loader"]>) =>
      outcome("C7.3-loader", { roles: { ...ROLES, loader: { ...ROLES.loader, ...of } } });
    expect(loader({ isSuperuser: true })).toEqual(["failed", 0]);
    expect(loader({ mayAdminister: true })).toEqual(["failed", 0]);
    const engines = [{ ...ROLES.engines[0]!, allowed: true }];
    expect(outcome("C7.3-doors", { roles: { ...ROLES, engines } })).toEqual(["failed", 0]);
  });

  it("credits a question by its sets, and one that never answers with nothing", () => {
    expect(outcome("C7.5-answers", { questions: answersWith((set) => set < 2) })).toEqual(["partial", 0.5]);
    expect(outcome("C7.5-answers", { questions: answersWith((set) => set === 2) })).toEqual(["failed", 0]);
    expect(outcome("C7.2-rings", { questions: answersWith((set) => set !== 0) })).toEqual(["failed", 0]);
  });
});
