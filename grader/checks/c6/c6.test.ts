import { describe, expect, it } from "vitest";
import type { CheckId } from "../../check.ts";
import { NOTHING_AUDITED, type Audit } from "../../observations/audit.ts";
import { NOTHING_COLLECTED, type Collected } from "../../observations/collected.ts";
import { NOTHING_ERASED, type Erasure } from "../../observations/erasure.ts";
import { NOTHING_LOADED, type Loaded } from "../../observations/loaded.ts";
import { NOTHING_SEARCHED, type Privacy } from "../../observations/privacy.ts";
import { NOTHING_RETAINED, type Retention } from "../../observations/retention.ts";
import { NOTHING_REVISITED, type Revisits } from "../../observations/revisits.ts";
import { CHECKS } from "../checks.ts";
import { judgeOne } from "../testing/judge-one.ts";

const EMPTY = {
  audit: NOTHING_AUDITED,
  collected: NOTHING_COLLECTED,
  erasure: NOTHING_ERASED,
  loaded: NOTHING_LOADED,
  privacy: NOTHING_SEARCHED,
  retention: NOTHING_RETAINED,
  revisits: NOTHING_REVISITED,
};

function kind(
  source: Collected["kinds"][number]["source"],
  name: Collected["kinds"][number]["kind"],
  right = 100,
  found = right,
) {
  return {
    source,
    kind: name,
    expected: 100,
    found,
    right,
    missing: right < 100 ? ["A1"] : [],
    extra: found > right ? ["Z9"] : [],
  };
}

const COLLECTED: Collected = {
  records: 1500,
  unreadable: null,
  kinds: [
    kind("catalogue-pages", "products"),
    kind("seller-pages", "sellers"),
    kind("review-pages", "reviews"),
    kind("partner-orders", "orders"),
    kind("drop-customers", "customers"),
    kind("drop-labels", "labels"),
    kind("drop-prices", "prices"),
    kind("media", "files"),
    kind("documents", "files"),
    kind("events", "reviews"),
    kind("events", "prices"),
    kind("registry", "certifications"),
  ],
};

const AUDIT: Audit = {
  requests: 1000,
  documents: 800,
  forbidden: { requests: 0, examples: [] },
  rates: [
    { origin: "site", requests: 900, allowedPerSecond: 100, windowSeconds: 10, highestPerSecond: 109.9 },
    { origin: "registry", requests: 10, allowedPerSecond: 1, windowSeconds: 5, highestPerSecond: 1 },
  ],
  waits: { told: 10, early: 0, examples: [] },
  agents: [{ name: "association-robot/1.0", requests: 1000, posesAsBrowser: false }],
};

const PRIVACY: Privacy = {
  searched: [{ where: "postgresql shop.customer", rows: 300 }],
  persons: 800,
  knownPersons: 790,
  clear: [],
  digests: [],
  forgotten: [],
  raw: { known: 30, kept: 0, examples: [] },
  unreadable: [],
};

const ERASED: Erasure = {
  asked: 3,
  presentBefore: ["postgresql shop.customer", "neo4j :Account"],
  honouredBy: "serve",
  seconds: 12,
  allowedSeconds: 90,
  remaining: [],
  othersKept: 500,
};

const RETAINED: Retention = {
  days: 90,
  before: { rawRecords: 4000, rawBytes: 4_000_000, rows: 9000 },
  young: { rawRecords: 4000, rawBytes: 4_000_000, rows: 9000 },
  old: { rawRecords: 0, rawBytes: 0, rows: 9000 },
};

const REVISITED: Revisits = { laterRequests: 50, unchanged: 70, fetchedAgain: 0, examples: [] };

const loadedWith = (missing: number): Loaded => ({
  ...NOTHING_LOADED,
  views: ["reviews", "orders"].map((name) => ({
    name,
    expected: 100,
    found: 100 - missing,
    missing,
    unexpected: 0,
    twice: 0,
    different: 0,
    examples: [],
    unreadable: null,
    columns: [],
  })),
});

const SOUND = {
  loaded: loadedWith(0),
  audit: AUDIT,
  collected: COLLECTED,
  erasure: ERASED,
  privacy: PRIVACY,
  retention: RETAINED,
  revisits: REVISITED,
};

const revisits = (of: Partial<Revisits>) =>
  outcome("C6.1-unchanged-pages", { revisits: { ...REVISITED, ...of } });

const C6 = CHECKS.filter(({ item }) => item.startsWith("C6."));
const outcome = (id: CheckId, parts: Partial<typeof SOUND>) => {
  const { outcome: of, share } = judgeOne(id, { ...SOUND, ...parts });
  return [of, share];
};

describe("the checks of C6", () => {
  it.each(C6.map(({ id }) => id))("%s passes a sound submission, and never an empty one", (id) => {
    expect(outcome(id, {})).toEqual(["passed", 1]);
    expect(outcome(id, EMPTY)).toEqual(["failed", 0]);
  });

  it.each(C6.filter(({ id }) => id.startsWith("C6.1-") && id !== "C6.1-unchanged-pages").map(({ id }) => id))(
    "%s gives about half for half of the records, and for twice as many",
    (id) => {
      const half = COLLECTED.kinds.map((one) => kind(one.source, one.kind, 50));
      expect(outcome(id, { collected: { ...COLLECTED, kinds: half } })).toEqual(["partial", 0.5]);
      const twice = COLLECTED.kinds.map((one) => kind(one.source, one.kind, 100, 200));
      expect(outcome(id, { collected: { ...COLLECTED, kinds: twice } })).toEqual(["partial", 0.5]);
    },
  );

  it("shows one record that is missing", () => {
    const kinds = [kind("catalogue-pages", "products", 50)];
    const { evidence } = judgeOne("C6.1-catalogue", { collected: { ...COLLECTED, kinds } });
    expect(evidence[0]).toMatchObject({ where: "catalogue-pages: products", example: "A1" });
  });

  it("finds nothing good in absence where there is nobody", () => {
    for (const id of ["C6.2-no-clear-data", "C6.2-no-plain-digest", "C6.2-objectors"] as const) {
      expect(outcome(id, { loaded: loadedWith(60) })).toEqual(["failed", 0]);
      expect(outcome(id, { privacy: { ...PRIVACY, unreadable: ["mongodb x.y"] } })).toEqual(["failed", 0]);
      expect(outcome(id, { privacy: { ...PRIVACY, searched: [] } })).toEqual(["failed", 0]);
    }
  });

  it("cannot look for persons under other pseudonyms, but for their names", () => {
    const others = { ...PRIVACY, knownPersons: 0 };
    expect(outcome("C6.2-objectors", { privacy: others })).toEqual(["failed", 0]);
    expect(outcome("C6.2-no-clear-data", { privacy: others })).toEqual(["passed", 1]);
  });

  it("sees traces of persons, each sort for itself", () => {
    const found = [{ where: "postgresql raw.page", count: 2, example: "Zél… (utf-8)" }];
    expect(outcome("C6.2-no-clear-data", { privacy: { ...PRIVACY, clear: found } })).toEqual(["failed", 0]);
    expect(outcome("C6.2-no-plain-digest", { privacy: { ...PRIVACY, clear: found } })).toEqual(["passed", 1]);
    expect(outcome("C6.2-no-plain-digest", { privacy: { ...PRIVACY, digests: found } })).toEqual([
      "failed",
      0,
    ]);
    expect(outcome("C6.2-objectors", { privacy: { ...PRIVACY, forgotten: found } })).toEqual(["failed", 0]);
    const raw = { known: 30, kept: 1, examples: ["review-pages reviews R1"] };
    expect(outcome("C6.2-objectors", { privacy: { ...PRIVACY, raw } })).toEqual(["failed", 0]);
  });

  it("takes an erasure by the flows or by the command, and a part of one for a part", () => {
    const erasure = (of: Partial<Erasure>) => outcome("C6.2-erasure", { erasure: { ...ERASED, ...of } });
    expect(erasure({ honouredBy: "erase" })).toEqual(["passed", 1]);
    expect(erasure({ honouredBy: "nothing", remaining: ["neo4j :Account"] })).toEqual(["partial", 0.3]);
    expect(erasure({ honouredBy: "nothing", remaining: ERASED.presentBefore })).toEqual(["failed", 0]);
    // Who was never there has not been erased, and who was emptied with all others neither.
    expect(erasure({ presentBefore: [] })).toEqual(["failed", 0]);
    expect(erasure({ othersKept: 0 })).toEqual(["failed", 0]);
  });

  it("wants the old raw layer gone, the young one whole, and the facts as they are", () => {
    const retention = (of: Partial<Retention>) =>
      outcome("C6.2-retention", { retention: { ...RETAINED, ...of } });
    expect(retention({ old: RETAINED.before })).toEqual(["failed", 0]);
    expect(retention({ young: { ...RETAINED.before, rawRecords: 0, rawBytes: 0 } })).toEqual(["failed", 0]);
    expect(retention({ old: { rawRecords: 0, rawBytes: 0, rows: 0 } })).toEqual(["failed", 0]);
    // Pointers may stay without their bodies.
    expect(retention({ old: { rawRecords: 4000, rawBytes: 900_000, rows: 9000 } })).toEqual(["passed", 1]);
  });

  it("minds areas, pace, waits and names", () => {
    const audit = (id: CheckId, of: Partial<Audit>) => outcome(id, { audit: { ...AUDIT, ...of } });
    expect(audit("C6.2-crawl-areas", { forbidden: { requests: 1, examples: ["/admin"] } })).toEqual([
      "failed",
      0,
    ]);
    const fast = { ...AUDIT.rates[0]!, highestPerSecond: 111 };
    expect(audit("C6.2-pace", { rates: [fast] })).toEqual(["failed", 0]);
    expect(audit("C6.2-pace", { waits: { told: 10, early: 5, examples: [] } })).toEqual(["failed", 0]);
    expect(audit("C6.2-pace", { waits: { told: 10, early: 1, examples: [] } })).toEqual(["passed", 1]);
    const posing = { name: "Mozilla/5.0", requests: 3, posesAsBrowser: true };
    expect(audit("C6.2-agent", { agents: [...AUDIT.agents, posing] })).toEqual(["failed", 0]);
  });

  it("asks of who revisits that unchanged pages are spared", () => {
    expect(revisits({ fetchedAgain: 70 })).toEqual(["failed", 0]);
    expect(revisits({ fetchedAgain: 35 })).toEqual(["partial", 0.5]);
    expect(revisits({ laterRequests: 0 })).toEqual(["failed", 0]);
  });
});
