import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const loadAgain = defineCheck({
  id: "C8.1.d-again",
  item: "C8.1.d",
  level: "socle",
  observation: "reaction",
  weight: 2,
  title: {
    fr: "Charger deux fois ne change rien et ne double rien",
    en: "Loading twice changes nothing and doubles nothing",
  },
  why: {
    fr: "Un chargement est relancé un jour ou l'autre : après une panne, par erreur, par le planificateur.",
    en: "A load is run again some day: after a failure, by mistake, by the scheduler.",
  },
  hints: [
    {
      fr: "Lancez `load` deux fois de suite et comparez les vues.",
      en: "Run `load` twice in a row and compare the views.",
    },
    {
      fr: "Une clé naturelle et un INSERT … ON CONFLICT, ou un remplacement complet dans une transaction.",
      en: "A natural key and INSERT … ON CONFLICT, or a whole replacement in one transaction.",
    },
  ],
  section: "c8",
  reads: ["rerun"],
  needs: [],
  judge({ rerun: { again } }) {
    const views = again.views.filter(({ before }) => before > 0);
    const changed = views.filter(({ appeared, vanished }) => appeared + vanished > 0);
    const share = again.code !== 0 || views.length === 0 ? 0 : (views.length - changed.length) / views.length;
    const shown = changed.length > 0 ? changed : views.slice(0, 1);
    return findShare(
      share,
      shown.map(({ view, before, after, appeared, vanished, example }) => ({
        expected: {
          fr: `les mêmes ${before} lignes (${view}), code 0`,
          en: `the same ${before} rows (${view}), code 0`,
        },
        actual: {
          fr: `${after} lignes : ${appeared} apparues, ${vanished} disparues ; code ${again.code}`,
          en: `${after} rows: ${appeared} appeared, ${vanished} vanished; code ${again.code}`,
        },
        where: `lab.${view}`,
        ...(example !== null && { example }),
      })),
    );
  },
});
