import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { mean } from "./rows.ts";

export const indexes = defineCheck({
  id: "C7.2-indexes",
  item: "C7.2",
  level: "socle",
  observation: "form",
  weight: 1,
  title: {
    fr: "Documents et nœuds ont des index ou des contraintes d'unicité",
    en: "Documents and nodes have unique indexes or constraints",
  },
  why: {
    fr: "Sans eux, deux chargements en même temps font deux fois le même nœud, et chaque recherche lit tout.",
    en: "Without them two loads at once make the same node twice, and each look-up reads everything.",
  },
  hints: [
    {
      fr: "Regardez SHOW CONSTRAINTS dans Neo4j et getIndexes() dans MongoDB.",
      en: "Look at SHOW CONSTRAINTS in Neo4j and getIndexes() in MongoDB.",
    },
    {
      fr: "Une contrainte d'unicité par libellé ; dans MongoDB, l'identifiant naturel comme _id, ou un index unique.",
      en: "A uniqueness constraint per label; in MongoDB the natural id as _id, or a unique index.",
    },
  ],
  section: "c7",
  reads: ["structure"],
  needs: ["C7.2-documents", "C7.2-graph"],
  judge({ structure }) {
    const parts = [
      ...structure.documents.map(({ collection, documents, indexed }) => ({
        where: `document ${collection}`,
        sound: documents > 0 && indexed,
      })),
      ...structure.graph.map(({ label, nodes, constrained }) => ({
        where: `graph :${label}`,
        sound: nodes > 0 && constrained,
      })),
    ];
    return findShare(
      mean(parts.map(({ sound }) => (sound ? 1 : 0))),
      parts
        .filter(({ sound }) => !sound)
        .map(({ where }) => ({
          expected: { fr: "un index unique ou une contrainte", en: "a unique index or a constraint" },
          actual: { fr: "aucun", en: "none" },
          where,
        })),
    );
  },
});
