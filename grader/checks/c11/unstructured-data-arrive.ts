// What ticks add to documents and graph arrives while `serve` runs.
import { defineCheck } from "../../check.ts";
import { judgeArrival } from "./arrivals.ts";

const FORMS = ["unstructured", "graph"] as const;

export const unstructuredDataArrive = defineCheck({
  id: "C11.1-unstructured-data-arrive",
  item: "C11.1",
  level: "socle",
  observation: "reaction",
  weight: 2,
  title: {
    fr: "Ce qui s'ajoute de données non structurées arrive sans intervention",
    en: "Unstructured data that are added arrive unattended",
  },
  why: {
    fr: "Les textes d'avis et leurs liens nourrissent la détection : un flux qui les oublie la rend aveugle.",
    en: "Texts of reviews and their links feed detection: a flow that leaves them out makes it blind.",
  },
  hints: [
    {
      fr: "Comparez la collection des avis et le graphe avec lab.reviews après un changement.",
      en: "Compare the collection of reviews and the graph with lab.reviews after a change.",
    },
    {
      fr: "Chaque chargement de `serve` doit aussi écrire les textes dans la base documentaire et les nœuds dans le graphe.",
      en: "Each load of `serve` must also write texts to the document store and nodes to the graph.",
    },
  ],
  section: "c11",
  reads: ["automation"],
  needs: [],
  judge: ({ automation }) => judgeArrival(automation, FORMS),
});
