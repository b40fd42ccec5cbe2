import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const agent = defineCheck({
  id: "C6.2-agent",
  item: "C6.2",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Le robot dit ce qu'il est",
    en: "The robot says what it is",
  },
  why: {
    fr: "Un agent qui se fait passer pour un navigateur prive le site de tout moyen de joindre son auteur.",
    en: "An agent that poses as a browser leaves the site no way to reach its author.",
  },
  hints: [
    {
      fr: "Regardez l'en-tête User-Agent de chacune de vos requêtes, navigateur piloté compris.",
      en: "Look at the User-Agent header of each of your requests, those of a driven browser too.",
    },
    {
      fr: "Par exemple : association-robot/1.0 (+https://association.example/robot)",
      en: "For instance: association-robot/1.0 (+https://association.example/robot)",
    },
  ],
  section: "sources",
  reads: ["audit"],
  needs: ["C6.1-catalogue"],
  judge({ audit: { agents, documents } }) {
    const posing = agents.filter(({ posesAsBrowser }) => posesAsBrowser);
    return findPass(
      documents > 0 && agents.length > 0 && posing.length === 0,
      (posing.length > 0 ? posing : agents.slice(0, 1)).map(({ name, requests }) => ({
        expected: { fr: "un nom de robot", en: "a robot's name" },
        actual: { fr: `« ${name} », ${requests} requêtes`, en: `“${name}”, ${requests} requests` },
        where: "User-Agent",
      })),
    );
  },
});
