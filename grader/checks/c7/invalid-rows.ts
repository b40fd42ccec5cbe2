import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { mean } from "./rows.ts";

/** Fewer that could be tried prove too little. */
const LEAST_TRIED = 6;

export const invalidRows = defineCheck({
  id: "C7.1-invalid-rows",
  item: "C7.1",
  level: "socle",
  observation: "reaction",
  weight: 3,
  title: {
    fr: "Une ligne invalide est refusée, ou n'apparaît dans aucune vue",
    en: "An invalid row is refused, or appears in no view",
  },
  why: {
    fr: "La base est la dernière à pouvoir dire non : un programme fautif passera tôt ou tard.",
    en: "The base is the last that can say no: sooner or later a faulty program comes by.",
  },
  hints: [
    {
      fr: "L'examen a écrit dans vos tables, puis annulé : une clé absente, une clé en double, un nombre négatif, un parent inconnu.",
      en: "The exam wrote into your tables and undid it: a missing key, a key twice, a negative number, an unknown parent.",
    },
    {
      fr: "CHECK, UNIQUE, NOT NULL, REFERENCES ; ou un déclencheur, ou une vue qui écarte ce qui n'est pas valide.",
      en: "CHECK, UNIQUE, NOT NULL, REFERENCES; or a trigger, or a view that leaves out what is not valid.",
    },
  ],
  section: "c7",
  reads: ["structure"],
  needs: ["C7.1-views"],
  judge({ structure: { invalid } }) {
    const tried = invalid.filter(({ outcome }) => outcome !== "untried");
    const shown = tried.filter(({ outcome }) => outcome === "shown");
    const share =
      tried.length < LEAST_TRIED ? 0 : mean(tried.map(({ outcome }) => (outcome === "shown" ? 0 : 1)));
    return findShare(
      share,
      (tried.length < LEAST_TRIED ? invalid : shown).map(({ view, what, outcome, detail }) => ({
        expected: { fr: "refusée ou absente de la vue", en: "refused or absent from the view" },
        actual: { fr: WORDS[outcome].fr, en: WORDS[outcome].en },
        where: `lab.${view}`,
        why: WHAT[what],
        example: detail,
      })),
    );
  },
});

const WORDS = {
  shown: { fr: "montrée par la vue", en: "shown by the view" },
  untried: { fr: "pas essayée : la colonne n'a pas été trouvée", en: "not tried: the column was not found" },
  refused: { fr: "refusée", en: "refused" },
  absent: { fr: "absente", en: "absent" },
} as const;

const WHAT = {
  "key-missing": { fr: "clé absente", en: "missing key" },
  "key-twice": { fr: "clé en double", en: "key twice" },
  "out-of-range": { fr: "nombre négatif", en: "negative number" },
  "parent-unknown": { fr: "parent inconnu", en: "unknown parent" },
} as const;
