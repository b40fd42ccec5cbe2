import { defineCheck } from "../../check.ts";
import { findPass } from "../../bands.ts";
import { asIs } from "../../told.ts";

export const frameworkLocked = defineCheck({
  id: "C12.3-framework-locked",
  item: "C12.3",
  level: "socle",
  observation: "form",
  weight: 1,
  title: {
    fr: "L'outil d'apprentissage déclaré est fixé à une version",
    en: "The declared learning framework is locked to a version",
  },
  why: {
    fr: "Sans version fixée, le modèle de demain n'est plus celui que l'on a évalué.",
    en: "Without a fixed version, tomorrow's model is not the one that was evaluated.",
  },
  hints: [
    {
      fr: "Cherchez l'outil de model.framework dans votre fichier de verrouillage.",
      en: "Look for the framework of model.framework in your lock.",
    },
    {
      fr: "uv.lock, poetry.lock, package-lock.json ou requirements.txt avec « == » : à la racine du dossier.",
      en: "uv.lock, poetry.lock, package-lock.json or requirements.txt with “==”: at the folder's root.",
    },
  ],
  section: "c12",
  reads: ["framework"],
  needs: [],
  judge({ framework: { declared, packages, locked } }) {
    if (declared !== null && packages.length === 0) {
      return { outcome: "jury", share: 0, evidence: [] };
    }
    return findPass(locked !== null, [
      {
        expected: {
          fr: `une version de ${packages.join(", ") || "l'outil déclaré"}`,
          en: `a version of ${packages.join(", ") || "the declared framework"}`,
        },
        actual: locked
          ? asIs(`${locked.file}: ${locked.version}`)
          : declared === null
            ? { fr: "aucun outil déclaré", en: "no framework declared" }
            : { fr: "dans aucun fichier de verrouillage", en: "in no lock" },
        where: locked?.file ?? "submission.yaml: model.framework",
      },
    ]);
  },
});
