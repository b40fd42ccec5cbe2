// The page for who cannot see it, or has no mouse: the référentiel d'accessibilité as far as code can tell.
import { findPass, findShare } from "../../bands.ts";
import { defineCheck, type Finding } from "../../check.ts";
import type { Accessibility, SeenPage } from "../../observations/page.ts";
import { asIs, type Told } from "../../told.ts";
import { isAboutTheData, notAboutTheData, withoutPage } from "./page-evidence.ts";

const WHY: Told = {
  fr: "Les résultats s'adressent au public : le RGAA demande que chacun puisse les lire.",
  en: "Results are for the public: the RGAA asks that everybody can read them.",
};
const LEAST_TEXT = 200;

/** Only a page that shows the data can be accessible, or not. */
function judged(page: SeenPage, judge: (seen: Accessibility) => Finding): Finding {
  const without = withoutPage(page);
  if (without) return without;
  if (!isAboutTheData(page) || page.accessibility === null) return notAboutTheData;
  return judge(page.accessibility);
}

export const noSeriousViolation = defineCheck({
  id: "C10.3-violations",
  item: "C10.3",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "La page n'a pas de défaut d'accessibilité grave",
    en: "The page has no serious fault of accessibility",
  },
  why: WHY,
  hints: [
    {
      fr: "Passez la page à axe (extension de navigateur ou axe-core).",
      en: "Run axe on the page (browser extension or axe-core).",
    },
    {
      fr: "Corrigez les défauts « serious » et « critical », contrastes compris : langue, titre, noms des champs et des images, structure des tableaux.",
      en: "Mend what is “serious” or “critical”, contrast included: language, title, names of fields and images, structure of tables.",
    },
  ],
  section: "c10",
  reads: ["page"],
  needs: ["C10.1-figures"],
  judge: ({ page }) =>
    judged(page, (seen) => {
      const { violations, contrast, textCharacters, title, language, headings } = seen;
      const hasBasics =
        title.trim() !== "" && language !== null && headings > 0 && textCharacters >= LEAST_TEXT;
      const isReadable = contrast.looked > 0 && contrast.poor === 0;
      return findPass(hasBasics && isReadable && violations.length === 0, [
        {
          expected: {
            fr: "aucun défaut grave ; un titre, une langue, des titres de rubrique, des contrastes suffisants",
            en: "no serious fault; a title, a language, headings, sufficient contrast",
          },
          actual: {
            fr: `${violations.length} défaut(s) grave(s), ${contrast.poor} contraste(s) faible(s), titre « ${title} », langue ${language ?? "absente"}, ${headings} titre(s) de rubrique`,
            en: `${violations.length} serious fault(s), ${contrast.poor} poor contrast(s), title “${title}”, language ${language ?? "missing"}, ${headings} heading(s)`,
          },
          where: "PAGE_PORT",
        },
        ...violations.map(({ rule, where, help, nodes }) => ({
          expected: asIs(help),
          actual: asIs(`${nodes} × ${rule}`),
          where,
          example: where,
        })),
      ]);
    }),
});

export const chartsExplained = defineCheck({
  id: "C10.3-charts",
  item: "C10.3",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Chaque graphique a un nom, un tableau de ses données et un résumé en clair",
    en: "Each chart has a name, a table of its data and a plain summary",
  },
  why: WHY,
  hints: [
    { fr: "Cachez les graphiques : que reste-t-il à lire ?", en: "Hide the charts: what is left to read?" },
    {
      fr: "Dans la même `figure` ou `section` : `aria-label` ou `figcaption`, un `table` des mêmes valeurs, une phrase qui dit ce qu'on y voit.",
      en: "In the same `figure` or `section`: `aria-label` or `figcaption`, a `table` of the same values, a sentence that says what is seen.",
    },
  ],
  section: "c10",
  reads: ["page"],
  needs: ["C10.1-figures"],
  judge: ({ page }) =>
    judged(page, ({ charts }) => {
      // Figures in words and tables need no chart: nothing is hidden from anybody.
      if (charts.length === 0) {
        return findPass(true, [
          {
            expected: { fr: "une alternative à chaque graphique", en: "an alternative to each chart" },
            actual: { fr: "aucun graphique : tout est en texte", en: "no chart: all is text" },
            where: "PAGE_PORT",
          },
        ]);
      }
      const parts = charts.flatMap(({ named, hasTable, hasSummary }) => [named, hasTable, hasSummary]);
      const poor = charts.filter((one) => !one.named || !one.hasTable || !one.hasSummary);
      return findShare(parts.filter(Boolean).length / parts.length, [
        {
          expected: { fr: `${charts.length} graphiques expliqués`, en: `${charts.length} charts explained` },
          actual: asIs(charts.length - poor.length),
          where: "PAGE_PORT",
        },
        ...poor.map(({ what, named, hasTable, hasSummary }) => ({
          expected: { fr: "nom, tableau, résumé", en: "name, table, summary" },
          actual: {
            fr: `nom : ${named ? "oui" : "non"}, tableau : ${hasTable ? "oui" : "non"}, résumé : ${hasSummary ? "oui" : "non"}`,
            en: `name: ${named ? "yes" : "no"}, table: ${hasTable ? "yes" : "no"}, summary: ${hasSummary ? "yes" : "no"}`,
          },
          where: what,
          example: what,
        })),
      ]);
    }),
});

export const keyboardOrder = defineCheck({
  id: "C10.3-keyboard",
  item: "C10.3",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Le clavier atteint tout, dans l'ordre de la lecture",
    en: "The keyboard reaches everything, in the order of reading",
  },
  why: WHY,
  hints: [
    { fr: "Parcourez la page avec la touche Tab.", en: "Go through the page with the Tab key." },
    {
      fr: "De vrais liens et boutons, pas de `tabindex` positif, rien qui retienne le clavier.",
      en: "Real links and buttons, no positive `tabindex`, nothing that holds the keyboard.",
    },
  ],
  section: "c10",
  reads: ["page"],
  needs: ["C10.1-figures"],
  judge: ({ page }) =>
    judged(page, ({ keyboard }) => {
      const { operable, reached, disordered, example } = keyboard;
      const share = operable === 0 ? 1 : reached / operable;
      return findShare(disordered ? Math.min(share, 0.5) : share, [
        {
          expected: { fr: `${operable} éléments, dans l'ordre`, en: `${operable} elements, in order` },
          actual: {
            fr: `${reached} atteints${disordered ? ", dans un autre ordre" : ""}`,
            en: `${reached} reached${disordered ? ", in another order" : ""}`,
          },
          where: "PAGE_PORT",
          ...(example !== null && { example }),
        },
      ]);
    }),
});
