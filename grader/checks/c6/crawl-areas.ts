import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const crawlAreas = defineCheck({
  id: "C6.2-crawl-areas",
  item: "C6.2",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Les zones interdites par robots.txt ne sont pas visitées",
    en: "Areas that robots.txt forbids are not entered",
  },
  why: {
    fr: "L'accord avec la place de marché vaut pour ce qu'elle ouvre aux robots, et rien d'autre.",
    en: "The agreement with the marketplace holds for what it opens to robots, and nothing else.",
  },
  hints: [
    {
      fr: "Certaines pages portent des liens vers des zones interdites.",
      en: "Some pages have links into forbidden areas.",
    },
    {
      fr: "Lisez robots.txt de chaque origine et vérifiez chaque adresse avant de la demander.",
      en: "Read the robots.txt of each origin, and check each address before you ask for it.",
    },
  ],
  section: "sources",
  reads: ["audit"],
  needs: ["C6.1-catalogue"],
  judge: ({ audit: { forbidden, documents } }) =>
    findPass(documents > 0 && forbidden.requests === 0, [
      {
        expected: { fr: "aucune requête", en: "no request" },
        actual: { fr: `${forbidden.requests} requêtes`, en: `${forbidden.requests} requests` },
        where: "robots.txt",
        ...(forbidden.examples[0] !== undefined && { example: forbidden.examples[0] }),
      },
    ]),
});
