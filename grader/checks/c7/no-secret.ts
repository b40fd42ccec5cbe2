import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { asIs } from "../../told.ts";

const MOST_SHOWN = 10;

export const noSecret = defineCheck({
  id: "C7.3-secrets",
  item: "C7.3",
  level: "socle",
  observation: "form",
  weight: 1,
  title: {
    fr: "Aucun secret utilisable dans les fichiers ni dans l'historique",
    en: "No usable secret in the files nor in the history",
  },
  why: {
    fr: "Qui lit le dépôt, aujourd'hui ou dans un an, ne doit pouvoir ouvrir aucune base.",
    en: "Whoever reads the repository, today or in a year, must be able to open no store.",
  },
  hints: [
    {
      fr: "Ouvrez le fichier et la ligne indiqués : un mot de passe y est écrit en clair, ou l'a été.",
      en: "Open the file and line that are named: a password is written there in clear, or was.",
    },
    {
      fr: "Lisez les secrets dans l'environnement, sans valeur par défaut ; changez ceux qui ont été publiés, les effacer ne suffit pas.",
      en: "Read secrets from the environment, without a default; change those that were published, deleting them is not enough.",
    },
  ],
  section: "c7",
  reads: ["static"],
  // Without a base there is nothing that a secret could open.
  needs: ["C7.1-views"],
  judge({ static: { files, code, secrets, history } }) {
    const searched = {
      fr: `${files} fichiers, ${history?.commits ?? 0} commits`,
      en: `${files} files, ${history?.commits ?? 0} commits`,
    };
    // Where there is no code there is nothing that could keep a secret well.
    return findPass(
      code.files > 0 && secrets.length === 0,
      secrets.length === 0
        ? [{ expected: { fr: "aucun secret", en: "no secret" }, actual: searched, where: "submission" }]
        : secrets.slice(0, MOST_SHOWN).map(({ rule, shown, commit, file, line }) => ({
            expected: { fr: "aucun secret", en: "no secret" },
            actual: asIs(`${rule}: ${shown}`),
            where: commit === null ? `${file}:${line}` : `${file} (commit ${commit})`,
          })),
    );
  },
});
