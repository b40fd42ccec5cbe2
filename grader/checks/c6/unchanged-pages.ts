import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const unchangedPages = defineCheck({
  id: "C6.1-unchanged-pages",
  item: "C6.1",
  level: "excellence",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Une page qui n'a pas changé n'est pas téléchargée de nouveau en entier",
    en: "A page that has not changed is not fetched whole again",
  },
  why: {
    fr: "Tout retélécharger à chaque passage coûte au site comme à la planète.",
    en: "Fetching everything again each time costs the site, and the planet.",
  },
  hints: [
    {
      fr: "Le plan du site dit quand chaque page a changé.",
      en: "The site map says when each page has changed.",
    },
    {
      fr: "Comparez « lastmod » avec votre dernier passage, ou envoyez If-None-Match ou If-Modified-Since.",
      en: "Compare `lastmod` with your last visit, or send If-None-Match or If-Modified-Since.",
    },
  ],
  section: "sources",
  reads: ["revisits"],
  needs: ["C6.1-catalogue"],
  judge({ revisits: { laterRequests, unchanged, fetchedAgain, examples } }) {
    // Who never came back has proved nothing.
    const share = laterRequests === 0 || unchanged === 0 ? 0 : 1 - fetchedAgain / unchanged;
    return findShare(share, [
      {
        expected: { fr: `0 page sur ${unchanged}`, en: `0 of ${unchanged} pages` },
        actual: {
          fr: `${fetchedAgain} pages, en ${laterRequests} requêtes après le changement`,
          en: `${fetchedAgain} pages, in ${laterRequests} requests after the change`,
        },
        where: "site",
        ...(examples[0] !== undefined && { example: examples[0] }),
        truth: examples,
      },
    ]);
  },
});
