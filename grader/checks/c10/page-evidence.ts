// What the checks of the page have in common: whether there is one, and what stands for it where a tool serves none.
import type { Evidence, Finding } from "../../check.ts";
import type { SeenPage } from "../../observations/page.ts";
import { isRight } from "../../page/figures.ts";
import { asIs } from "../../told.ts";

/** A page whose figures are mostly others' is judged for nothing else. */
const LEAST_RIGHT = 0.5;

/** The finding where no page can be judged by code; undefined where one can. */
export function withoutPage(page: SeenPage): Finding | undefined {
  if (page.file !== null) {
    return {
      outcome: "jury",
      share: 0,
      evidence: [
        {
          expected: {
            fr: "le fichier de l'outil, ses exports, des captures avant et après un chargement",
            en: "the tool's file, its exports, captures before and after a load",
          },
          actual: {
            fr: `${page.tool ?? ""} ; ${page.captures} capture(s)`,
            en: `${page.tool ?? ""}; ${page.captures} capture(s)`,
          },
          where: page.file,
        },
      ],
    };
  }
  if (page.before === null) return { outcome: "failed", share: 0, evidence: [noPage(page)] };
  return undefined;
}

const noPage = (page: SeenPage): Evidence => ({
  expected: { fr: "une page sur PAGE_PORT, sous `serve`", en: "a page on PAGE_PORT, under `serve`" },
  actual: page.problem === null ? { fr: "aucune page", en: "no page" } : asIs(page.problem),
  where: "serve",
});

/** Of the figures before the world changed. */
export function isAboutTheData({ before }: SeenPage): boolean {
  if (before === null || before.figures.length === 0) return false;
  return before.figures.filter(isRight).length / before.figures.length >= LEAST_RIGHT;
}

export const notAboutTheData: Finding = {
  outcome: "failed",
  share: 0,
  evidence: [
    {
      expected: {
        fr: "une page qui montre les chiffres de qualité",
        en: "a page that shows the figures of quality",
      },
      actual: {
        fr: "moins de la moitié des chiffres sont justes : une page vide n'a rien à rendre accessible",
        en: "less than half of the figures are right: an empty page has nothing to make accessible",
      },
      where: "data-figure",
    },
  ],
};
