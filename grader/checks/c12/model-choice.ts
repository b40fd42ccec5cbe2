import { locatedCheck } from "../located.ts";

export const modelChoice = locatedCheck({
  item: "C12.1",
  title: {
    fr: "Le choix du type de modèle est argumenté",
    en: "The choice of the type of model is argued",
  },
  why: {
    fr: "Le type d'apprentissage découle du besoin, des étiquettes et du coût des erreurs.",
    en: "The type of learning follows from the need, the labels and the cost of errors.",
  },
  hints: [
    {
      fr: "Cherchez dans `deliverables.algorithms` un titre qui annonce le choix du modèle.",
      en: "Look in `deliverables.algorithms` for a heading that announces the choice of the model.",
    },
    {
      fr: "Écrivez une partie « Choix du modèle » : apprentissage supervisé ou non, modèles comparés, raison.",
      en: "Write a part “Choice of the model”: supervised or not, models compared, reason.",
    },
  ],
  section: "c12",
  wanted: { fr: "le choix du modèle, argumenté", en: "the choice of the model, argued" },
});
