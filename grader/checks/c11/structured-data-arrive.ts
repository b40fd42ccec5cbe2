// What ticks add to the views arrives while `serve` runs.
import { defineCheck } from "../../check.ts";
import { judgeArrival } from "./arrivals.ts";

const FORMS = ["structured"] as const;

export const structuredDataArrive = defineCheck({
  id: "C11.1-structured-data-arrive",
  item: "C11.1",
  level: "socle",
  observation: "reaction",
  weight: 3,
  title: {
    fr: "Ce qui s'ajoute de données structurées arrive sans intervention",
    en: "Structured data that are added arrive unattended",
  },
  why: {
    fr: "Commandes, prix, notes et effacements doivent suivre les sources dans le délai annoncé, sans que personne ne lance quoi que ce soit.",
    en: "Orders, prices, ratings and erasures must follow the sources within the declared time, with nobody starting anything.",
  },
  hints: [
    {
      fr: "Regardez quelle vue de lab n'a pas bougé après un changement de la source.",
      en: "Look at which view of lab has not moved after a change at the source.",
    },
    {
      fr: "`serve` doit relancer lui-même collecte et chargement de chaque source, flux compris, plus souvent que schedule.cadenceSeconds.",
      en: "`serve` must itself run collection and loading of each source, the stream too, more often than schedule.cadenceSeconds.",
    },
  ],
  section: "c11",
  reads: ["automation"],
  needs: [],
  judge: ({ automation }) => judgeArrival(automation, FORMS),
});
