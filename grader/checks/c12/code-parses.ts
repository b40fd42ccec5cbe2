import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { asIs } from "../../told.ts";

const MOST_SHOWN = 10;

export const codeParses = defineCheck({
  id: "C12.2-parses",
  item: "C12.2",
  level: "socle",
  observation: "form",
  weight: 1,
  title: {
    fr: "Tout le code est lisible par son langage",
    en: "All code can be read by its language",
  },
  why: {
    fr: "Un fichier que le langage refuse n'a jamais été lancé.",
    en: "A file that the language refuses has never been run.",
  },
  hints: [
    { fr: "Ouvrez le fichier à la ligne indiquée.", en: "Open the file at the line that is named." },
    {
      fr: "Lancez `python -m compileall` ou `node --check`, et videz vos carnets de leurs brouillons.",
      en: "Run `python -m compileall` or `node --check`, and clear drafts out of your notebooks.",
    },
  ],
  section: "c12",
  reads: ["static"],
  needs: [],
  judge({ static: { code } }) {
    const judged = code.files - code.unknown.length;
    // A language that is not read here: people read it.
    if (code.files > 0 && judged <= 0) {
      return {
        outcome: "jury",
        share: 0,
        evidence: code.unknown.slice(0, MOST_SHOWN).map((where) => ({
          expected: { fr: "du code correct", en: "correct code" },
          actual: { fr: "non lu par le programme", en: "not read by the program" },
          where,
        })),
      };
    }
    const wrong = new Set(code.errors.map(({ file }) => file)).size;
    return findShare(
      judged === 0 ? 0 : Math.max(0, 1 - wrong / judged),
      wrong === 0
        ? [
            {
              expected: { fr: "du code correct", en: "correct code" },
              actual: { fr: `${judged} fichiers lus`, en: `${judged} files read` },
              where: "submission",
            },
          ]
        : code.errors.slice(0, MOST_SHOWN).map(({ message, file, line }) => ({
            expected: { fr: "du code correct", en: "correct code" },
            actual: asIs(message),
            where: `${file}:${line}`,
          })),
    );
  },
});
