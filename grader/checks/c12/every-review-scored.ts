// A score for each review, once.
import { findShare } from "../../bands.ts";
import { asIs } from "../../told.ts";
import { defineCheck } from "../../check.ts";

export const everyReviewScored = defineCheck({
  id: "C12.5-every-review-scored",
  item: "C12.5",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "Chaque avis reçoit un score et une décision",
    en: "Every review gets a score and a decision",
  },
  why: {
    fr: "Un modèle qui se tait sur une partie des avis laisse passer les faux sans que personne le sache.",
    en: "A model that is silent on some reviews lets false ones through, and nobody knows.",
  },
  hints: [
    {
      fr: "Comptez les lignes de lab.predictions et celles de lab.reviews.",
      en: "Count the rows of lab.predictions and those of lab.reviews.",
    },
    {
      fr: "`predict` écrit une ligne par avis de lab.reviews : score entre 0 et 1, flagged vrai ou faux.",
      en: "`predict` writes one row for each review of lab.reviews: a score from 0 to 1, flagged true or false.",
    },
  ],
  section: "c12",
  reads: ["model"],
  needs: [],
  judge({ model: { coverage, unreadable, predict } }) {
    const { reviews, scored, unknown, twice, invalid, example } = coverage;
    // A row too many is as wrong as a row too few.
    const share = reviews === 0 ? 0 : Math.max(0, scored - unknown - twice) / reviews;
    return findShare(share, [
      {
        expected: { fr: `${reviews} avis, une ligne chacun`, en: `${reviews} reviews, one row each` },
        actual:
          unreadable === null
            ? {
                fr: `${scored} avis avec un score, ${unknown} inconnus, ${twice} en double, ${invalid} sans score valable`,
                en: `${scored} reviews with a score, ${unknown} unknown, ${twice} twice, ${invalid} with no valid score`,
              }
            : asIs(unreadable),
        where: "lab.predictions",
        ...(predict.code !== 0 && predict.lastWords !== "" && { why: asIs(predict.lastWords.slice(-300)) }),
        ...(example !== null && { example }),
      },
    ]);
  },
});
