// The same model says the same of an old review, whatever has come since.
import { defineCheck, type Finding } from "../../check.ts";

const FEW = 0.05;
const HALF = 0.25;
const LEAST_REVIEWS = 20;

export const noFeatureFromTheFuture = defineCheck({
  id: "C12.5-no-feature-from-the-future",
  item: "C12.5",
  level: "socle",
  observation: "reaction",
  weight: 2,
  title: {
    fr: "Le score d'un avis ne dépend pas de ce qui est arrivé après lui",
    en: "The score of a review does not depend on what came after it",
  },
  why: {
    fr: "En service, l'avenir n'est pas connu : un modèle qui s'appuie dessus à l'évaluation promet ce qu'il ne tiendra pas.",
    en: "In service the future is not known: a model that leans on it when evaluated promises what it will not keep.",
  },
  hints: [
    {
      fr: "Vos comptages (avis du compte, de l'appareil, du produit) s'arrêtent-ils à l'instant de l'avis ?",
      en: "Do your counts (reviews of the account, the device, the product) stop at the instant of the review?",
    },
    {
      fr: "Calculez chaque variable avec les seuls faits dont l'instant précède written_at : une fenêtre ordonnée dans le temps.",
      en: "Compute each feature from facts before written_at alone: a window ordered in time.",
    },
  ],
  section: "c12",
  reads: ["foresight"],
  needs: ["C12.5-better-than-baselines"],
  judge({ foresight: { later, again } }): Finding {
    const { newReviews, newScored, reviews, different, example } = later;
    const changed = reviews === 0 ? 1 : different / reviews;
    // That nothing has changed counts only when the newer reviews were seen, and scores say something.
    const seen = newReviews > 0 && newScored >= newReviews / 2 && again.distinctScores > 1;
    const share = !seen || reviews < LEAST_REVIEWS ? 0 : changed <= FEW ? 1 : changed <= HALF ? 0.5 : 0;
    return {
      outcome: share === 1 ? "passed" : share > 0 ? "partial" : "failed",
      share,
      evidence: [
        {
          expected: {
            fr: `les mêmes scores, sans nouvel entraînement, pour ${reviews} avis anciens dont le produit, le compte, l'appareil ou le réseau a reçu de nouveaux avis`,
            en: `the same scores, without training again, for ${reviews} old reviews whose product, account, device or network has had newer reviews`,
          },
          actual: {
            fr: `${different} ont changé ; ${newScored} des ${newReviews} nouveaux avis ont un score`,
            en: `${different} have changed; ${newScored} of the ${newReviews} newer reviews have a score`,
          },
          where: "lab.predictions",
          ...(example !== null && { example }),
        },
      ],
    };
  },
});
