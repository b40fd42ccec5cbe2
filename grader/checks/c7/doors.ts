import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const doors = defineCheck({
  id: "C7.3-doors",
  item: "C7.3",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Aucune base ne s'ouvre sans mot de passe ou avec un mot de passe d'usine",
    en: "No store opens without a password or with a stock one",
  },
  why: {
    fr: "C'est la première chose que l'on essaie.",
    en: "It is the first thing that anybody tries.",
  },
  hints: [
    {
      fr: "Essayez vos propres comptes avec leur nom comme mot de passe.",
      en: "Try your own accounts with their names as passwords.",
    },
    {
      fr: "Les mots de passe viennent de l'environnement ; aucun n'est écrit dans le code.",
      en: "Passwords come from the environment; none is written into code.",
    },
  ],
  section: "contract",
  reads: ["roles"],
  needs: [],
  judge({ roles: { engines, reader, loader } }) {
    const open = engines.filter(({ allowed }) => allowed);
    return findPass(
      engines.length > 0 && (reader.connects || loader.connects) && open.length === 0,
      open.map(({ what }) => ({
        expected: { fr: "refusé", en: "refused" },
        actual: { fr: "permis", en: "allowed" },
        where: what,
      })),
    );
  },
});
