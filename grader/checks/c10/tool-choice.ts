import { locatedCheck } from "../located.ts";

export const toolChoice = locatedCheck({
  item: "C10.2",
  title: {
    fr: "Le choix de l'outil de visualisation est argumenté",
    en: "The choice of the visualisation tool is argued",
  },
  why: {
    fr: "Un outil se choisit pour qui lit, pas par habitude.",
    en: "A tool is chosen for who reads, not by habit.",
  },
  hints: [
    {
      fr: "Cherchez dans `deliverables.modelling` un titre qui nomme l'outil de visualisation.",
      en: "Look in `deliverables.modelling` for a heading that names the visualisation tool.",
    },
    {
      fr: "Écrivez une partie « Choix de l'outil de visualisation » : besoins, outils comparés, raisons, limites.",
      en: "Write a part “Choice of the visualisation tool”: needs, tools compared, reasons, limits.",
    },
  ],
  section: "c10",
  wanted: { fr: "le choix de l'outil, argumenté", en: "the choice of the tool, argued" },
});
