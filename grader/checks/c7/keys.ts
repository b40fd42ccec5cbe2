import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { mean } from "./rows.ts";

export const keys = defineCheck({
  id: "C7.1-keys",
  item: "C7.1",
  level: "socle",
  observation: "form",
  weight: 1,
  title: {
    fr: "Chaque table a une clé et des colonnes obligatoires",
    en: "Each table has a key and columns that must be filled",
  },
  why: {
    fr: "Sans clé, rien n'empêche de charger deux fois la même chose.",
    en: "Without a key nothing keeps the same thing from being loaded twice.",
  },
  hints: [
    { fr: "Regardez les tables sans clé primaire.", en: "Look at tables without a primary key." },
    {
      fr: "PRIMARY KEY ou UNIQUE sur la clé naturelle, NOT NULL sur ce qui est toujours là.",
      en: "PRIMARY KEY or UNIQUE on the natural key, NOT NULL on what is always there.",
    },
  ],
  section: "c7",
  reads: ["structure"],
  needs: ["C7.1-views"],
  judge({ structure: { tables } }) {
    const isSound = ({ hasKey, notNullColumns }: (typeof tables)[number]) => hasKey && notNullColumns > 0;
    return findShare(
      mean(tables.map((table) => (isSound(table) ? 1 : 0))),
      tables
        .filter((table) => !isSound(table))
        .map(({ name, hasKey, notNullColumns }) => ({
          expected: { fr: "une clé, des colonnes NOT NULL", en: "a key, NOT NULL columns" },
          actual: {
            fr: `clé : ${hasKey ? "oui" : "non"} ; ${notNullColumns} colonnes NOT NULL`,
            en: `key: ${hasKey ? "yes" : "no"}; ${notNullColumns} NOT NULL columns`,
          },
          where: name,
        })),
    );
  },
});
