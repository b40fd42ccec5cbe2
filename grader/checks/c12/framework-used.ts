import { defineCheck, type Finding } from "../../check.ts";
import { asIs } from "../../told.ts";

export const frameworkUsed = defineCheck({
  id: "C12.3-framework-used",
  item: "C12.3",
  level: "socle",
  observation: "reaction",
  weight: 3,
  title: {
    fr: "L'entraînement se sert de l'outil d'apprentissage déclaré",
    en: "Training uses the declared learning framework",
  },
  why: {
    fr: "Un outil nommé dans le rapport et absent du code n'est pas maîtrisé.",
    en: "A framework that the report names and the code does not load is not mastered.",
  },
  hints: [
    {
      fr: "L'examen retire l'outil de ses dossiers d'installation et relance `train` : il doit alors échouer.",
      en: "The exam takes the framework out of its folders and runs `train` again: it must fail then.",
    },
    {
      fr: "Installez-le dans le dossier (par exemple .venv ou node_modules) et chargez-le dans le programme que `train` lance.",
      en: "Install it in the folder (.venv or node_modules, for instance) and load it in the program that `train` starts.",
    },
  ],
  section: "c12",
  reads: ["framework"],
  needs: [],
  judge({ framework: { declared, packages, installed, withIt, withoutIt } }): Finding {
    // Of a tool that we do not know, or that is not a folder's, people look at the code.
    if (declared !== null && packages.length === 0) return { outcome: "jury", share: 0, evidence: [] };
    const works = withIt !== null && withIt.code === 0;
    const needs = withoutIt !== null && withoutIt.code !== 0 && withoutIt.ended === "exited";
    const passed = works && needs;
    return {
      outcome: passed ? "passed" : "failed",
      share: passed ? 1 : 0,
      evidence: [
        {
          expected: {
            fr: "`train` réussit avec l'outil, échoue sans lui",
            en: "`train` succeeds with the framework, fails without it",
          },
          actual:
            installed.length === 0
              ? {
                  fr: `${declared ?? "aucun outil déclaré"} : pas trouvé parmi les dépendances installées`,
                  en: `${declared ?? "no framework declared"}: not found among installed dependencies`,
                }
              : {
                  fr: `avec : code ${withIt?.code ?? "–"} ; sans : code ${withoutIt?.code ?? "–"}`,
                  en: `with it: code ${withIt?.code ?? "–"}; without it: code ${withoutIt?.code ?? "–"}`,
                },
          where: installed[0] ?? "train",
          ...(!works && withIt && { why: asIs(withIt.lastWords.slice(-300)) }),
        },
      ],
    };
  },
});
