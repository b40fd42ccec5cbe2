import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const safeguards = defineCheck({
  id: "C8.1.f-claims",
  item: "C8.1.f",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Les mesures de sécurité déclarées sont celles que l'on constate",
    en: "The measures of security that are declared are those that are found",
  },
  why: {
    fr: "Une mesure écrite que rien n'applique rassure à tort.",
    en: "A measure that is written down and that nothing applies reassures wrongly.",
  },
  hints: [
    {
      fr: "Relisez `security` dans submission.yaml et les résultats de C7.3 et de C11.3.",
      en: "Read `security` in submission.yaml again, and what C7.3 and C11.3 have found.",
    },
    {
      fr: "Ne déclarez que ce qui tient : moindre privilège, mots de passe demandés, secrets dans l'environnement, pseudonymes à clé, changement de mot de passe.",
      en: "Declare only what holds: least privilege, passwords asked for, secrets in the environment, keyed pseudonyms, rotation of passwords.",
    },
  ],
  section: "c8",
  reads: ["safeguards"],
  needs: [],
  judge({ safeguards: { claimed } }) {
    const right = claimed.filter(({ agrees }) => agrees === true);
    const shown = claimed.filter(({ agrees }) => agrees !== true);
    return findShare(
      claimed.length === 0 ? 0 : right.length / claimed.length,
      claimed.length === 0
        ? [
            {
              expected: { fr: "des mesures de sécurité déclarées", en: "declared measures of security" },
              actual: { fr: "aucune", en: "none" },
              where: "submission.yaml: security",
            },
          ]
        : (shown.length > 0 ? shown : right).map(({ measure, agrees }) => ({
            expected: { fr: `${measure}, constaté`, en: `${measure}, found to hold` },
            actual:
              agrees === null
                ? { fr: "rien ne le montre", en: "nothing shows it" }
                : agrees
                  ? { fr: "constaté", en: "found to hold" }
                  : { fr: "démenti par ce qui a été observé", en: "contradicted by what was observed" },
            where: "submission.yaml: security",
            example: measure,
          })),
    );
  },
});
