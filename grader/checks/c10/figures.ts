// The page's figures of quality, held against the truth.
import { findShare } from "../../bands.ts";
import { defineCheck, type Evidence } from "../../check.ts";
import type { Reading } from "../../observations/page.ts";
import { isRight } from "../../page/figures.ts";
import { asIs } from "../../told.ts";
import { withoutPage } from "./page-evidence.ts";

const wrong = (reading: Reading): Evidence[] =>
  reading.figures
    .filter((figure) => !isRight(figure))
    .map(({ name, expected, shown }) => ({
      expected: asIs(expected),
      actual: shown === null ? { fr: "non affiché", en: "not shown" } : asIs(shown),
      where: `data-figure="${name}"`,
      example: `${name}: ${expected} ≠ ${shown ?? "–"}`,
    }));

export const figuresTrue = defineCheck({
  id: "C10.1-figures",
  item: "C10.1",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "La page montre les chiffres de qualité, et ils sont justes",
    en: "The page shows the figures of quality, and they are right",
  },
  why: {
    fr: "Un tableau de bord qui se trompe décide à la place de ceux qui le lisent.",
    en: "A dashboard that is wrong decides in place of those who read it.",
  },
  hints: [
    {
      fr: "Comparez chaque chiffre de la page à un compte fait sur les vues de `lab`.",
      en: "Compare each figure of the page with a count made on the views of `lab`.",
    },
    {
      fr: "Un élément par chiffre, avec `data-figure` et le nombre seul ; la liste est dans le contrat, « Chiffres de la page ».",
      en: "One element a figure, with `data-figure` and the number alone; the list is in the contract, “Page figures”.",
    },
  ],
  section: "figures",
  reads: ["page"],
  needs: [],
  judge({ page }) {
    const without = withoutPage(page);
    if (without || page.before === null) return without!;
    const { figures } = page.before;
    const right = figures.filter(isRight).length;
    return findShare(figures.length === 0 ? 0 : right / figures.length, [
      {
        expected: { fr: `${figures.length} chiffres justes`, en: `${figures.length} right figures` },
        actual: asIs(right),
        where: "PAGE_PORT",
      },
      ...wrong(page.before),
    ]);
  },
});

export const figuresMove = defineCheck({
  id: "C10.1-figures-move",
  item: "C10.1",
  level: "socle",
  observation: "reaction",
  weight: 2,
  title: {
    fr: "Les chiffres suivent les données quand elles se dégradent",
    en: "The figures follow the data when they get worse",
  },
  why: {
    fr: "Un chiffre écrit dans la page, ou jamais rafraîchi, ment dès le lendemain.",
    en: "A figure written into the page, or never refreshed, lies from the next day on.",
  },
  hints: [
    {
      fr: "`./atelier drift missing`, attendez la cadence, rechargez la page.",
      en: "`./atelier drift missing`, wait for the cadence, reload the page.",
    },
    {
      fr: "Les chiffres se lisent dans la base à chaque affichage, ou sont recalculés par le flux à chaque chargement.",
      en: "Figures are read from the store at each display, or made again by the flow at each load.",
    },
  ],
  section: "figures",
  reads: ["page"],
  needs: ["C10.1-figures"],
  judge({ page }) {
    const without = withoutPage(page);
    if (without || page.before === null) return without!;
    const earlier = new Map(page.before.figures.map(({ name, expected }) => [name, expected]));
    const moved = (page.after?.figures ?? []).filter(({ name, expected }) => earlier.get(name) !== expected);
    const right = moved.filter(isRight).length;
    return findShare(moved.length === 0 ? 0 : right / moved.length, [
      {
        expected: {
          fr: `${moved.length} chiffres changés par de nouvelles données, justes dans la cadence`,
          en: `${moved.length} figures changed by new data, right within the cadence`,
        },
        actual: page.problem === null ? asIs(right) : asIs(page.problem),
        where: "PAGE_PORT",
      },
      ...(page.after ? wrong({ ...page.after, figures: moved }) : []),
    ]);
  },
});
