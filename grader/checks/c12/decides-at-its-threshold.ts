// The flags, not the scores: what an agent of the association would act on.
import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { figure } from "../../text/figure.ts";

/** A logistic regression on simple columns and words has 0.50 to 0.53 on worlds of scale 1. */
const WHOLE_F1 = 0.45;

export const decidesAtItsThreshold = defineCheck({
  id: "C12.5-decides-at-its-threshold",
  item: "C12.5",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "Au seuil choisi, la décision trouve les faux avis sans trop se tromper",
    en: "At the chosen threshold, the decision finds false reviews without too many mistakes",
  },
  why: {
    fr: "Un bon classement ne sert à rien si le seuil signale tout, ou rien.",
    en: "A good ranking is of no use when the threshold flags everything, or nothing.",
  },
  hints: [
    {
      fr: "Regardez la précision et le rappel de la colonne flagged, pas seulement les scores.",
      en: "Look at precision and recall of the column flagged, not only at scores.",
    },
    {
      fr: "Choisissez le seuil qui rend la F1 la plus grande sur un échantillon de validation.",
      en: "Choose the threshold with the largest F1 on a validation sample.",
    },
  ],
  section: "c12",
  reads: ["model"],
  needs: [],
  judge({ model: { f1, precision, recall, baselines } }) {
    // Who flags everything has precision = the share of fraud: that earns nothing.
    const idle = (2 * baselines.trivial) / (1 + baselines.trivial);
    const share = Math.min(1, Math.max(0, (f1 - idle) / (WHOLE_F1 - idle)));
    const [f, p, r] = [figure(f1), figure(precision), figure(recall)];
    return findShare(f1 === 0 ? 0 : share, [
      {
        expected: {
          fr: `F1 d'au moins ${figure(WHOLE_F1).fr} (tout signaler : ${figure(idle).fr})`,
          en: `F1 of at least ${figure(WHOLE_F1).en} (flagging everything: ${figure(idle).en})`,
        },
        actual: {
          fr: `F1 ${f.fr}, précision ${p.fr}, rappel ${r.fr}`,
          en: `F1 ${f.en}, precision ${p.en}, recall ${r.en}`,
        },
        where: "lab.predictions.flagged",
      },
    ]);
  },
});
