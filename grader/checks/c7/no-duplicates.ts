import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeRows } from "./rows.ts";

export const noDuplicates = defineCheck({
  id: "C7.4-no-duplicates",
  item: "C7.4",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: { fr: "Aucune ligne n'est en double", en: "No row is there twice" },
  why: {
    fr: "Un doublon fausse chaque somme et chaque moyenne.",
    en: "A duplicate falsifies every sum and every average.",
  },
  hints: [
    {
      fr: "Comptez les lignes de chaque vue et ses clés distinctes.",
      en: "Count each view's rows and its distinct keys.",
    },
    {
      fr: "Fusionnez selon les règles publiées, et posez une clé primaire ou une contrainte d'unicité sur la clé naturelle.",
      en: "Merge by the published rules, and put a primary key or a unique constraint on the natural key.",
    },
  ],
  section: "rules",
  reads: ["loaded"],
  needs: ["C7.4-catalogue", "C7.4-orders", "C7.4-reviews"],
  judge({ loaded }) {
    const rows = loaded.views.reduce((sum, { found }) => sum + found, 0);
    const twice = loaded.views.filter((one) => one.twice > 0);
    return findPass(
      rows > 0 && twice.length === 0,
      twice.map((one) => describeRows(`lab.${one.name}`, one)),
    );
  },
});
