import { defineCheck } from "../../check.ts";

export const distribution = defineCheck({
  id: "C7.2-distribution",
  item: "C7.2",
  level: "excellence",
  observation: "located",
  weight: 1,
  title: {
    fr: "La répartition des données (réplicas, partitions) est pensée",
    en: "How data are distributed (replicas, partitions) is thought out",
  },
  why: {
    fr: "Une base non relationnelle se choisit aussi pour ce qu'elle répartit.",
    en: "A non-relational store is chosen for what it distributes, too.",
  },
  hints: [
    {
      fr: "Dites où seraient les réplicas et par quelle clé partitionner.",
      en: "Say where replicas would be and by which key to partition.",
    },
    {
      fr: "Montrez un essai : un nœud arrêté, et ce qui répond encore.",
      en: "Show a trial: a node that is stopped, and what still answers.",
    },
  ],
  section: "c7",
  reads: ["structure"],
  needs: ["C7.2-documents"],
  judge: ({ structure }) => ({
    // The exam's engines have one node each: people read what is proposed.
    outcome: "jury",
    share: 0,
    evidence: structure.documents.map(({ collection, documents }) => ({
      expected: { fr: "une répartition argumentée", en: "an argued distribution" },
      actual: { fr: `${documents} documents, un nœud`, en: `${documents} documents, one node` },
      where: collection,
    })),
  }),
});
