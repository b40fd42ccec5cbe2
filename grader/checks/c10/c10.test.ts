import { describe, expect, it } from "vitest";
import { PAGE_FIGURES, type PageFigure } from "@atelier/contracts/controls.ts";
import { NO_PAGE, type Accessibility, type Reading, type SeenPage } from "../../observations/page.ts";
import { chartsExplained, keyboardOrder, noSeriousViolation } from "./accessible.ts";
import { figuresMove, figuresTrue } from "./figures.ts";

const NAMES = Object.keys(PAGE_FIGURES) as PageFigure[];
const reading = (tick: number, value: (index: number) => number | null): Reading => ({
  tick,
  figures: NAMES.map((name, index) => ({
    name,
    expected: 100 + index + tick,
    shown: value(index) === null ? null : String(value(index)),
    value: value(index),
  })),
});
const right = (tick: number) => reading(tick, (index) => 100 + index + tick);

const ACCESSIBLE: Accessibility = {
  title: "Qualité",
  language: "fr",
  textCharacters: 900,
  headings: 3,
  violations: [],
  contrast: { looked: 40, poor: 0 },
  charts: [{ what: "svg ventes", named: true, hasTable: true, hasSummary: true }],
  keyboard: { operable: 4, reached: 4, disordered: false, example: null },
};
const PAGE: SeenPage = {
  ...NO_PAGE,
  tool: "own",
  before: right(0),
  after: right(2),
  accessibility: ACCESSIBLE,
};
const withAccess = (change: Partial<Accessibility>): SeenPage => ({
  ...PAGE,
  accessibility: { ...ACCESSIBLE, ...change },
});

const ALL = [figuresTrue, figuresMove, noSeriousViolation, chartsExplained, keyboardOrder];
const judge = (check: (typeof ALL)[number], page: SeenPage) => check.judge({ page } as never);

describe("a page", () => {
  it("that is right, follows the data and is accessible passes", () => {
    for (const check of ALL) expect(judge(check, PAGE)).toMatchObject({ outcome: "passed", share: 1 });
  });

  it("that is not there passes nothing", () => {
    for (const check of ALL) expect(judge(check, NO_PAGE).outcome).toBe("failed");
    const dead = { ...NO_PAGE, tool: "own", problem: "/: 500" };
    for (const check of ALL) expect(judge(check, dead).outcome).toBe("failed");
  });

  it("of a tool that serves none is for the jury, at the same worth", () => {
    const file = { ...NO_PAGE, tool: "power-bi", file: "rapport.pbix", captures: 2 };
    for (const check of ALL) expect(judge(check, file).outcome).toBe("jury");
  });

  it("with half of its figures right earns half", () => {
    const half = { ...PAGE, before: reading(0, (index) => (index % 2 === 0 ? 100 + index : 1)) };
    expect(judge(figuresTrue, half)).toMatchObject({ outcome: "partial", share: 0.6 });
  });

  it("whose figures are written into it does not move", () => {
    const constant = { ...PAGE, after: reading(2, (index) => 100 + index) };
    expect(judge(figuresMove, constant).outcome).toBe("failed");
    expect(judge(figuresTrue, constant).outcome).toBe("passed");
  });

  it("that shows other things than the data earns nothing for being accessible", () => {
    const idle = { ...PAGE, before: reading(0, () => null) };
    for (const check of [noSeriousViolation, chartsExplained, keyboardOrder]) {
      expect(judge(check, idle).outcome).toBe("failed");
    }
  });

  it.each([
    [noSeriousViolation, withAccess({ contrast: { looked: 40, poor: 2 } })],
    [noSeriousViolation, withAccess({ language: null })],
    [noSeriousViolation, withAccess({ title: " " })],
    [
      noSeriousViolation,
      withAccess({ violations: [{ rule: "label", where: "input", help: "names", nodes: 1 }] }),
    ],
    [
      chartsExplained,
      withAccess({ charts: [{ what: "canvas", named: false, hasTable: false, hasSummary: false }] }),
    ],
    [keyboardOrder, withAccess({ keyboard: { operable: 9, reached: 0, disordered: false, example: "a" } })],
  ] as const)("fails %o", (check, page) => expect(judge(check, page).outcome).toBe("failed"));
});
