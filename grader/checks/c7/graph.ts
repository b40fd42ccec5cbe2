import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeRows, mean, shareOfContents } from "./rows.ts";

export const graph = defineCheck({
  id: "C7.2-graph",
  item: "C7.2",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "Nœuds et relations du graphe sont ceux des faits",
    en: "The graph's nodes and relationships are those of the facts",
  },
  why: {
    fr: "Un réseau d'avis complices ne se voit que si toutes les relations sont là.",
    en: "A ring of reviews shows only when all relationships are there.",
  },
  hints: [
    {
      fr: "Libellés et relations du contrat, ou les vôtres déclarés dans submission.yaml.",
      en: "The contract's labels and relationships, or your own declared in submission.yaml.",
    },
    {
      fr: "MERGE sur la clé naturelle : un nœud par clé, une relation par avis.",
      en: "MERGE on the natural key: a node per key, a relationship per review.",
    },
  ],
  section: "contract",
  reads: ["loaded"],
  needs: [],
  judge: ({ loaded }) =>
    findShare(
      mean(loaded.graph.map(shareOfContents)),
      loaded.graph
        .filter((one) => shareOfContents(one) < 1)
        .map((one) => describeRows(`graph ${one.type === "node" ? ":" : "-"}${one.name}`, one)),
    ),
});
