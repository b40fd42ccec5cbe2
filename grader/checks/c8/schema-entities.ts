import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { asIs } from "../../told.ts";
import { ENTITIES, entitiesNamed } from "./entities.ts";

export const schemaEntities = defineCheck({
  id: "C8.1.a-entities",
  item: "C8.1.a",
  level: "socle",
  observation: "form",
  weight: 1,
  title: {
    fr: "Le schéma nomme les entités du métier",
    en: "The schema names the entities of the trade",
  },
  why: {
    fr: "Un schéma où manque une entité ne dit pas où vont ses données.",
    en: "A schema that lacks an entity does not say where its data go.",
  },
  hints: [
    {
      fr: "`schema` dans submission.yaml désigne-t-il un fichier Mermaid, DBML, SQL, GraphML ou Looping ?",
      en: "Does `schema` in submission.yaml name a Mermaid, DBML, SQL, GraphML or Looping file?",
    },
    {
      fr: "Dessinez vendeurs, certifications, produits, catégories, prix, clients, commandes, lignes, avis et fichiers, avec leurs liens.",
      en: "Draw sellers, certifications, products, categories, prices, customers, orders, lines, reviews and files, with their links.",
    },
  ],
  section: "c8",
  reads: ["static"],
  needs: [],
  judge({ static: { schema } }) {
    // A picture, or another tool's file: people look at it.
    if (schema?.form === "unknown") {
      return {
        outcome: "jury",
        share: 0,
        evidence: [
          {
            expected: { fr: "les entités du métier", en: "the entities of the trade" },
            actual: {
              fr: "le programme ne lit pas ce format",
              en: "this format is not read by the program",
            },
            where: schema.path,
          },
        ],
      };
    }
    const all = Object.keys(ENTITIES);
    const named = entitiesNamed(schema?.names ?? []);
    const missing = all.filter((entity) => !named.includes(entity));
    return findShare(named.length / all.length, [
      {
        expected: asIs(all.join(", ")),
        actual:
          missing.length === 0
            ? { fr: "toutes nommées", en: "all are named" }
            : { fr: `absentes : ${missing.join(", ")}`, en: `missing: ${missing.join(", ")}` },
        where: schema?.path ?? "submission.yaml: schema",
        ...(missing[0] !== undefined && { example: missing[0] }),
      },
    ]);
  },
});
