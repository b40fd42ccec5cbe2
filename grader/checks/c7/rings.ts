import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeAnswer } from "./answer-evidence.ts";

export const rings = defineCheck({
  id: "C7.2-rings",
  item: "C7.2",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "Le graphe trouve les comptes qui agissent ensemble",
    en: "The graph finds the accounts that act together",
  },
  why: {
    fr: "C'est à cela qu'un graphe est bon, et ce que l'association cherche.",
    en: "That is what a graph is good at, and what the association is looking for.",
  },
  hints: [
    {
      fr: "Question Q10 : queries/Q10.cypher, paramètre $n.",
      en: "Question Q10: queries/Q10.cypher, parameter $n.",
    },
    {
      fr: "Deux comptes, un appareil commun, au moins n produits communs ; chaque paire une fois, la plus petite clé d'abord.",
      en: "Two accounts, a device in common, at least n products in common; each pair once, the smaller key first.",
    },
  ],
  section: "questions",
  reads: ["questions"],
  needs: [],
  judge({ questions }) {
    const own = questions.answers.find(({ id }) => id === "Q10");
    const isRight = own !== undefined && own.sets.length > 0 && own.sets.every(({ right }) => right);
    return findPass(isRight, own && !isRight ? describeAnswer(own) : []);
  },
});
