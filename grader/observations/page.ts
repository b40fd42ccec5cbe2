// The page of the live world in a real browser, before and after the sources have changed for the worse.
import { z } from "zod";
import { PAGE_FIGURES, type PageFigure } from "@atelier/contracts/controls.ts";

const count = z.number().int().nonnegative();
const FIGURES = Object.keys(PAGE_FIGURES) as [PageFigure, ...PageFigure[]];

export const ReadFigure = z.strictObject({
  name: z.enum(FIGURES),
  expected: count,
  /** As the page shows it, cut short; null: nowhere. */
  shown: z.string().nullable(),
  value: z.number().nullable(),
});
export type ReadFigure = z.infer<typeof ReadFigure>;

export const Reading = z.strictObject({ tick: count, figures: z.array(ReadFigure) });
export type Reading = z.infer<typeof Reading>;

export const Chart = z.strictObject({
  /** `svg`, `canvas`, `img`, `iframe`, and what it is called. */
  what: z.string(),
  named: z.boolean(),
  hasTable: z.boolean(),
  hasSummary: z.boolean(),
});

export const Accessibility = z.strictObject({
  title: z.string(),
  language: z.string().nullable(),
  textCharacters: count,
  headings: count,
  /** What axe-core finds serious or critical. */
  violations: z.array(
    z.strictObject({ rule: z.string(), where: z.string(), help: z.string(), nodes: count }),
  ),
  /** Contrast apart from the others: pairs that were looked at, and those below the norm. */
  contrast: z.strictObject({ looked: count, poor: count }),
  charts: z.array(Chart),
  keyboard: z.strictObject({
    operable: count,
    reached: count,
    /** Reached in another order than the document's. */
    disordered: z.boolean(),
    example: z.string().nullable(),
  }),
});
export type Accessibility = z.infer<typeof Accessibility>;

export const SeenPage = z.strictObject({
  tool: z.string().nullable(),
  /** Where no web page is served: the declared file, and captures. */
  file: z.string().nullable(),
  captures: count,
  /** Null: no answer, with why. */
  before: Reading.nullable(),
  after: Reading.nullable(),
  accessibility: Accessibility.nullable(),
  problem: z.string().nullable(),
});
export type SeenPage = z.infer<typeof SeenPage>;

export const NO_PAGE: SeenPage = {
  tool: null,
  file: null,
  captures: 0,
  before: null,
  after: null,
  accessibility: null,
  problem: null,
};
