import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import type { Questions } from "../../observations/questions.ts";
import { describeAnswer } from "./answer-evidence.ts";
import { mean } from "./rows.ts";

export const answers = defineCheck({
  id: "C7.5-answers",
  item: "C7.5",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Les questions du contrat ont leurs réponses",
    en: "The contract's questions have their answers",
  },
  why: {
    fr: "La base est faite pour répondre : une requête fausse trompe plus sûrement qu'une requête absente.",
    en: "The base is made to answer: a wrong query misleads more surely than a missing one.",
  },
  hints: [
    {
      fr: "Les requêtes sont lues dans queries/Q1.sql … Q9.sql et Q10.cypher, et lancées par votre lecteur.",
      en: "Queries are read from queries/Q1.sql … Q9.sql and Q10.cypher, and run as your reader.",
    },
    {
      fr: "Relisez les cas limites : bornes des dates, commandes annulées, égalités, départements sans produit, premier mois.",
      en: "Read the edge cases again: bounds of dates, cancelled orders, ties, departments without a product, the first month.",
    },
  ],
  section: "questions",
  reads: ["questions"],
  needs: [],
  judge: ({ questions }) =>
    findShare(
      mean(questions.answers.map(creditOf)),
      questions.answers.filter((one) => creditOf(one) < 1).flatMap(describeAnswer),
    ),
});

/** The share of its sets; an answer that is right only where nothing is to be answered is none. */
function creditOf({ sets }: Questions["answers"][number]): number {
  const right = sets.filter((one) => one.right);
  return right.some(({ expectedRows }) => expectedRows > 0) ? right.length / sets.length : 0;
}
