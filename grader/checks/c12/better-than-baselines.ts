// Better, surely, than doing nothing and than looking at one thing.
import { defineCheck, type Finding } from "../../check.ts";
import { figure } from "../../text/figure.ts";

/** Of the way from the trivial model to the best single rule. */
const HALF_WAY = 0.5;

export const betterThanBaselines = defineCheck({
  id: "C12.5-better-than-baselines",
  item: "C12.5",
  level: "socle",
  observation: "effect",
  weight: 4,
  title: {
    fr: "Le modèle trouve les faux avis mieux qu'une règle simple",
    en: "The model finds false reviews better than a simple rule does",
  },
  why: {
    fr: "Sur des avis dont l'étiquette n'a jamais été montrée, un modèle utile bat le hasard et la meilleure règle à un seul critère, au-delà de ce que le hasard de l'échantillon explique.",
    en: "On reviews whose label was never shown, a useful model beats chance and the best rule of one criterion, by more than the luck of the sample explains.",
  },
  hints: [
    {
      fr: "Comparez votre PR-AUC, sur des avis que l'entraînement n'a pas vus, à celle d'une règle simple.",
      en: "Compare your PR-AUC, on reviews that training has not seen, with that of a simple rule.",
    },
    {
      fr: "Le texte seul ne suffit pas : combinez texte, rythme des avis d'un compte, achats, appareils et réseaux partagés.",
      en: "Text alone is not enough: combine text, the pace of an account's reviews, purchases, shared devices and networks.",
    },
  ],
  section: "c12",
  reads: ["model"],
  needs: [],
  judge({ model }): Finding {
    const { prAuc, baselines, lead, sample, distinctScores } = model;
    const rule = baselines.bestRule;
    const middle = baselines.trivial + (rule.prAuc - baselines.trivial) * HALF_WAY;
    const judged = sample.fraudulent > 0 && distinctScores > 1;
    const share = !judged ? 0 : lead.low > 0 ? 1 : prAuc > rule.prAuc ? 0.7 : prAuc > middle ? 0.4 : 0;
    const [measured, least] = [figure(prAuc), figure(rule.prAuc)];
    return {
      outcome: share === 1 ? "passed" : share > 0 ? "partial" : "failed",
      share,
      evidence: [
        {
          expected: {
            fr: `PR-AUC au-dessus de ${least.fr} (meilleure règle simple : ${rule.name}) ; au hasard : ${figure(baselines.trivial).fr}`,
            en: `PR-AUC above ${least.en} (best simple rule: ${rule.name}); by chance: ${figure(baselines.trivial).en}`,
          },
          actual: {
            fr: `${measured.fr} sur ${sample.reviews} avis ; avance sur la règle entre ${figure(lead.low).fr} et ${figure(lead.high).fr} (95 %) ; régression logistique simple : ${figure(baselines.logistic).fr}`,
            en: `${measured.en} on ${sample.reviews} reviews; lead over the rule between ${figure(lead.low).en} and ${figure(lead.high).en} (95 %); a simple logistic regression: ${figure(baselines.logistic).en}`,
          },
          where: "lab.predictions",
        },
      ],
    };
  },
});
