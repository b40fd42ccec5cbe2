import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

const TOLERANCE = 1.1;

export const pace = defineCheck({
  id: "C6.2-pace",
  item: "C6.2",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Le rythme annoncé par robots.txt est respecté",
    en: "The pace that robots.txt announces is kept",
  },
  why: {
    fr: "Un robot trop pressé gêne ceux pour qui le site est fait.",
    en: "A robot in too much of a hurry is in the way of those whom the site is for.",
  },
  hints: [
    {
      fr: "Request-rate et Crawl-delay diffèrent d'une origine à l'autre.",
      en: "Request-rate and Crawl-delay differ between the origins.",
    },
    {
      fr: "Réglez votre client sur la moyenne annoncée, et attendez ce que dit Retry-After après un 429.",
      en: "Set your client to the announced mean, and wait for as long as Retry-After says after a 429.",
    },
  ],
  section: "sources",
  reads: ["audit"],
  needs: ["C6.1-catalogue"],
  judge({ audit: { rates, waits, documents } }) {
    const tooFast = rates.filter((one) => one.highestPerSecond > one.allowedPerSecond * TOLERANCE);
    const impatient = waits.early > Math.max(1, waits.told * 0.05);
    return findPass(documents > 0 && tooFast.length === 0 && !impatient, [
      ...rates.map(({ origin, allowedPerSecond, highestPerSecond, windowSeconds }) => ({
        expected: {
          fr: `au plus ${allowedPerSecond} requêtes par seconde en moyenne (± 10 %)`,
          en: `at most ${allowedPerSecond} requests a second on average (± 10 %)`,
        },
        actual: {
          fr: `${highestPerSecond} sur ${windowSeconds} s`,
          en: `${highestPerSecond} over ${windowSeconds} s`,
        },
        where: origin,
      })),
      {
        expected: { fr: "attendre après un 429", en: "a wait after each 429" },
        actual: {
          fr: `${waits.early} requêtes trop tôt, sur ${waits.told} refus`,
          en: `${waits.early} requests too early, of ${waits.told} refusals`,
        },
        where: "Retry-After",
        ...(waits.examples[0] !== undefined && { example: waits.examples[0] }),
      },
    ]);
  },
});
