import { describe, expect, it } from "vitest";
import type { Check, Seen } from "../../check.ts";
import { NO_CIRCUITS, type Circuits } from "../../observations/circuits.ts";
import { NO_FLOWS, type Flows } from "../../observations/flows.ts";
import type { RunCommand } from "../../observations/preparation.ts";
import { NOTHING_TESTED, type Tests } from "../../observations/tests.ts";
import type { Part } from "../../observations.ts";
import { FLOW_CHECKS, TESTS_CHECKS } from "./c11.ts";

const CHECKS: readonly Check[] = [...TESTS_CHECKS, ...FLOW_CHECKS];
const RUN: RunCommand = {
  stage: "test",
  code: 0,
  ended: "exited",
  seconds: 3,
  cpuSeconds: 2,
  peakMemoryBytes: 1e8,
  lastWords: "",
};
const lie = (caught: boolean) =>
  ({ where: "code", what: "< → >=", place: "src/clean.py:7", caught, ended: "exited" }) as const;
const TESTED: Tests = {
  style: "in-process",
  plain: RUN,
  neutral: [
    { what: "time zone", run: RUN },
    { what: "comments (python)", run: RUN },
  ],
  lies: [true, true, true, true, false, true, true, false].map(lie),
  mutated: ["python"],
};
const FLOWS: Flows = {
  searched: [{ where: "output of commands", bytes: 4000 }],
  leaks: [],
  listeners: [{ address: "127.0.0.1", port: 8080, isLoopback: true }],
  serving: true,
  rotation: {
    setup: { ...RUN, stage: "setup" },
    newWorks: true,
    oldRefused: true,
    expected: 40,
    arrived: 40,
  },
};
const CIRCUITS: Circuits = {
  file: "docs/circuits.md",
  declared: [
    { kind: "stage", name: "collect", isDocumented: true },
    { kind: "table", name: "shop.product", isDocumented: true },
  ],
  named: [{ kind: "table", name: "shop.product", exists: true }],
  rejects: {
    file: "docs/rejets.md",
    places: ["lab.rejects"],
    expected: 20,
    found: 20,
    withReason: 20,
    example: null,
  },
};
const EMPTY = { tests: NOTHING_TESTED, flows: NO_FLOWS, circuits: NO_CIRCUITS };

const judge = (id: string, seen: Partial<typeof EMPTY>) => {
  const check = CHECKS.find((one) => one.id === id)!;
  const { outcome, share } = check.judge({
    tests: TESTED,
    flows: FLOWS,
    circuits: CIRCUITS,
    ...seen,
  } as Seen<Part>);
  return `${outcome} ${share}`;
};
const tests = (change: Partial<Tests>) => ({ tests: { ...TESTED, ...change } });
const flows = (change: Partial<Flows>) => ({ flows: { ...FLOWS, ...change } });
const circuits = (change: Partial<Circuits>) => ({ circuits: { ...CIRCUITS, ...change } });
const red = { ...RUN, code: 1 };

describe("the checks of tests, flows and circuits", () => {
  it.each(CHECKS.map(({ id }) => id))("%s passes good work", (id) => {
    expect(judge(id, {})).toBe("passed 1");
  });

  it.each(CHECKS.map(({ id }) => id))("%s gives nothing for nothing", (id) => {
    expect(judge(id, EMPTY)).toBe("failed 0");
  });

  it.each([
    ["C11.2-tests-are-green", tests({ plain: red, neutral: [], lies: [] }), "failed 0"],
    ["C11.2-tests-are-green", tests({ lies: [lie(false), lie(false)] }), "failed 0"],
    [
      "C11.2-tests-are-green",
      tests({
        neutral: [
          { what: "time zone", run: red },
          { what: "comments (python)", run: RUN },
        ],
      }),
      "partial 0.7",
    ],
    ["C11.2-tests-catch-lies", tests({ lies: [true, false, false, false].map(lie) }), "partial 0.4"],
    ["C11.2-tests-catch-lies", tests({ lies: [false, false].map(lie) }), "failed 0"],
    ["C11.2-tests-catch-lies", tests({ neutral: [{ what: "comments (python)", run: red }] }), "failed 0"],
    ["C11.2-tests-catch-lies", tests({ lies: [], mutated: [] }), "jury 0"],
    [
      "C11.3-credentials-rotate",
      flows({ rotation: { ...FLOWS.rotation!, newWorks: false, arrived: 0 } }),
      "failed 0",
    ],
    ["C11.3-credentials-rotate", flows({ rotation: { ...FLOWS.rotation!, arrived: 0 } }), "failed 0"],
    [
      "C11.3-credentials-rotate",
      flows({ rotation: { ...FLOWS.rotation!, oldRefused: false } }),
      "partial 0.5",
    ],
    [
      "C11.3-nothing-leaks",
      flows({ leaks: [{ what: "secret", where: "output of commands", encoding: "utf-8" }] }),
      "partial 0.5",
    ],
    [
      "C11.3-nothing-leaks",
      flows({
        leaks: [
          { what: "secret", where: "output of commands", encoding: "utf-8" },
          { what: "person", where: "topic dead.reviews", encoding: "base64" },
        ],
      }),
      "failed 0",
    ],
    [
      "C11.3-only-needed-doors",
      flows({ listeners: [{ address: "0.0.0.0", port: 8080, isLoopback: false }] }),
      "failed 0",
    ],
    ["C11.3-only-needed-doors", flows({ serving: false }), "failed 0"],
    [
      "C11.4-circuits-documented",
      circuits({ named: [...CIRCUITS.named, { kind: "file", name: "src/gone.py", exists: false }] }),
      "partial 0.5",
    ],
    [
      "C11.4-circuits-documented",
      circuits({ declared: CIRCUITS.declared.map((one) => ({ ...one, isDocumented: false })) }),
      "failed 0",
    ],
    [
      "C11.4-bad-records-where-said",
      circuits({ rejects: { ...CIRCUITS.rejects, withReason: 0 } }),
      "partial 0.5",
    ],
    ["C11.4-bad-records-where-said", circuits({ rejects: { ...CIRCUITS.rejects, places: [] } }), "failed 0"],
  ])("%s weighs what it sees: case %#", (id, seen, found) => {
    expect(judge(id, seen)).toBe(found);
  });
});
