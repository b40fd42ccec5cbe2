// The figure of the report, held against the one that is measured.
import { defineCheck, type Finding } from "../../check.ts";
import { figure } from "../../text/figure.ts";

/** The claim comes from another world, with moderators' labels, of which some are wrong: it may well be lower. */
const ABOVE = 0.1;
const FAR_ABOVE = 0.2;
const BELOW = 0.3;

export const claimsWhatItDoes = defineCheck({
  id: "C12.5-claims-what-it-does",
  item: "C12.5",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "La qualité annoncée est celle que l'on mesure",
    en: "The quality claimed is the one that is measured",
  },
  why: {
    fr: "Une évaluation trop belle (avis communs à l'entraînement et au test, étiquette parmi les variables) trompe ceux qui décident.",
    en: "An evaluation too good to be true (reviews in both training and test, the label among the features) misleads who decides.",
  },
  hints: [
    {
      fr: "Comparez model.claimed de submission.yaml avec une mesure sur des avis jamais vus.",
      en: "Compare model.claimed of submission.yaml with a measure on reviews never seen.",
    },
    {
      fr: "Séparez entraînement et test dans le temps, et aucun avis d'un même réseau de fraude des deux côtés.",
      en: "Separate training and test in time, with no review of one fraud ring on both sides.",
    },
  ],
  section: "c12",
  reads: ["model"],
  needs: ["C12.5-better-than-baselines"],
  judge({ model: { claimed, prAuc, interval, sample } }): Finding {
    const over = (claimed?.prAuc ?? 1) - interval.high;
    const under = interval.low - (claimed?.prAuc ?? 0);
    const share =
      claimed === null || sample.fraudulent === 0 || prAuc === 0
        ? 0
        : over > FAR_ABOVE
          ? 0
          : over > ABOVE || under > BELOW
            ? 0.5
            : 1;
    return {
      outcome: share === 1 ? "passed" : share > 0 ? "partial" : "failed",
      share,
      evidence: [
        {
          expected: {
            fr: `une PR-AUC annoncée proche de ${figure(prAuc).fr} (de ${figure(interval.low).fr} à ${figure(interval.high).fr}, à 95 %)`,
            en: `a claimed PR-AUC near ${figure(prAuc).en} (${figure(interval.low).en} to ${figure(interval.high).en}, 95 %)`,
          },
          actual:
            claimed === null
              ? { fr: "aucune qualité annoncée", en: "no quality claimed" }
              : figure(claimed.prAuc),
          where: "submission.yaml: model.claimed",
        },
      ],
    };
  },
});
