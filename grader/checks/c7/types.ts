import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { mean } from "./rows.ts";

export const types = defineCheck({
  id: "C7.1-types",
  item: "C7.1",
  level: "socle",
  observation: "form",
  weight: 1,
  title: {
    fr: "Les types des colonnes conviennent à leurs valeurs",
    en: "The columns' types suit their values",
  },
  why: {
    fr: "De l'argent en virgule flottante s'arrondit, un instant sans fuseau se décale.",
    en: "Money as a floating point number is rounded, an instant without a zone shifts.",
  },
  hints: [
    {
      fr: "Cherchez les montants en réel et les instants sans fuseau.",
      en: "Look for amounts as reals and instants without a zone.",
    },
    {
      fr: "integer ou bigint pour les centimes, timestamptz pour les instants, date pour les jours, boolean pour oui ou non.",
      en: "integer or bigint for cents, timestamptz for instants, date for days, boolean for yes or no.",
    },
  ],
  section: "contract",
  reads: ["structure"],
  needs: ["C7.1-views"],
  judge({ structure }) {
    const built = structure.views.filter(({ present, rows }) => present && rows > 0);
    return findShare(
      mean(built.map(({ poorTypes }) => (poorTypes.length === 0 ? 1 : 0))),
      built
        .filter(({ poorTypes }) => poorTypes.length > 0)
        .map(({ name, poorTypes }) => ({
          expected: { fr: "un type qui convient", en: "a type that suits" },
          actual: { fr: poorTypes.join(", "), en: poorTypes.join(", ") },
          where: `lab.${name}`,
        })),
    );
  },
});
