import { defineCheck } from "../../check.ts";

/** Other persons that must still be there: a store that was emptied has erased nobody. */
const LEAST_OTHERS = 20;

export const erasure = defineCheck({
  id: "C6.2-erasure",
  item: "C6.2",
  level: "socle",
  observation: "reaction",
  weight: 3,
  title: {
    fr: "Une demande d'effacement est honorée dans toutes les bases",
    en: "A request for erasure is honoured in every store",
  },
  why: {
    fr: "Le droit à l'effacement vaut pour chaque copie : tables, documents, graphe, couche brute.",
    en: "The right to erasure holds for each copy: tables, documents, graph, raw layer.",
  },
  hints: [
    {
      fr: "La demande arrive par le flux ; elle donne le compte, les adresses et les numéros de la personne.",
      en: "The request comes by the stream; it has the person's account, addresses and numbers.",
    },
    {
      fr: "Supprimez par pseudonyme dans chaque base, rendez les commandes anonymes, et inscrivez la personne sur la liste pour qu'une reprise ne la ramène pas.",
      en: "Delete by pseudonym in each store, make the orders anonymous, and put the person on the list, so that a replay does not bring them back.",
    },
  ],
  section: "law",
  reads: ["erasure"],
  needs: [],
  judge({ erasure: seen }) {
    const { asked, presentBefore, honouredBy, remaining, othersKept, allowedSeconds } = seen;
    const known = asked > 0 && presentBefore.length > 0 && othersKept >= LEAST_OTHERS;
    const left = presentBefore.length === 0 ? 1 : remaining.length / presentBefore.length;
    // By the command where flows run: asked for, and late.
    const share = !known ? 0 : honouredBy !== "nothing" ? 1 : left < 1 ? 0.3 : 0;
    return {
      outcome: share === 1 ? "passed" : share > 0 ? "partial" : "failed",
      share,
      evidence: [
        {
          expected: {
            fr: `plus aucune trace après ${Math.round(allowedSeconds)} s de service, ou après « erase »`,
            en: `no trace left after ${Math.round(allowedSeconds)} s of service, or after \`erase\``,
          },
          actual: known
            ? {
                fr: remaining.length === 0 ? "effacée" : `reste dans ${remaining.join(", ")}`,
                en: remaining.length === 0 ? "erased" : `left in ${remaining.join(", ")}`,
              }
            : {
                fr: `la personne était dans ${presentBefore.length} endroits ; ${othersKept} autres restent`,
                en: `the person was in ${presentBefore.length} places; ${othersKept} others are left`,
              },
          where: presentBefore.join(", ") || "–",
        },
      ],
    };
  },
});
