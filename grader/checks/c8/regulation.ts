import { locatedCheck } from "../located.ts";

export const regulation = locatedCheck({
  item: "C8.1.h",
  title: {
    fr: "La réglementation appliquée est expliquée",
    en: "The regulation that is applied is explained",
  },
  why: {
    fr: "Le jury doit trouver l'explication avant de pouvoir la juger.",
    en: "The jury must find the explanation before it can judge it.",
  },
  hints: [
    {
      fr: "Ouvrez vos procédures : un titre parle-t-il de réglementation ou de RGPD ?",
      en: "Open your procedures: does a heading speak of regulation or data protection?",
    },
    {
      fr: "Écrivez une partie « Réglementation » : les textes, ce qu'ils demandent ici, ce que vous en faites.",
      en: "Write a part “Regulation”: the texts, what they ask here, what you do about it.",
    },
  ],
  section: "law",
  wanted: { fr: "la réglementation, expliquée", en: "the regulation, explained" },
});
