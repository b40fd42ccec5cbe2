// People who look like cheats and are none: a market day at one stall, one tablet for all, a keen customer.
import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { figure } from "../../text/figure.ts";

const MOST_OF_ALL = 0.04;
/** Of a group that looks like fraud, a simple model accuses up to a third. */
const MOST_OF_A_GROUP = 0.4;
const LEAST_GROUP = 20;
const LEAST_RECALL = 0.15;

export const sparesTheHonest = defineCheck({
  id: "C12.5-spares-the-honest",
  item: "C12.5",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "Les clients honnêtes ne sont pas accusés à tort, dans aucun groupe",
    en: "Honest customers are not falsely accused, in any group",
  },
  why: {
    fr: "Accuser à tort une coopérative, un club ou un client enthousiaste est le dommage le plus grave de ce modèle.",
    en: "To accuse a cooperative, a club or a keen customer wrongly is the worst harm that this model can do.",
  },
  hints: [
    {
      fr: "Parmi les avis signalés à tort, cherchez ce qu'ils ont en commun : un appareil partagé, un même jour, un ton enthousiaste.",
      en: "Among reviews flagged wrongly, look for what they share: one device, one day, a keen tone.",
    },
    {
      fr: "Un indice seul ne suffit pas : un achat vérifié, des produits variés, un rythme ordinaire plaident pour l'honnêteté.",
      en: "One clue is not enough: a verified purchase, various products, an ordinary pace speak for honesty.",
    },
  ],
  section: "c12",
  reads: ["model"],
  needs: ["C12.5-better-than-baselines"],
  judge({ model: { honest, decoys, recall, accused } }) {
    const groups = [
      { group: "all", reviews: honest.reviews, flagged: honest.flagged, most: MOST_OF_ALL },
      ...decoys
        .filter(({ reviews }) => reviews >= LEAST_GROUP)
        .map((one) => ({ ...one, most: MOST_OF_A_GROUP })),
    ];
    const spared = groups.filter((one) => one.reviews > 0 && rateOf(one) <= one.most);
    // Who accuses nobody spares everybody, and has found nothing.
    const share = recall < LEAST_RECALL ? 0 : spared.length / groups.length;
    return findShare(
      share,
      groups.map((one) => ({
        expected: {
          fr: `au plus ${figure(one.most * 100, 0).fr} % d'avis honnêtes signalés (${one.group === "all" ? "tous" : one.group})`,
          en: `at most ${figure(one.most * 100, 0).en} % of honest reviews flagged (${one.group})`,
        },
        actual: {
          fr: `${one.flagged} sur ${one.reviews} (${figure(rateOf(one) * 100, 1).fr} %)`,
          en: `${one.flagged} of ${one.reviews} (${figure(rateOf(one) * 100, 1).en} %)`,
        },
        where: "lab.predictions.flagged",
        ...(one.group === "all" && accused[0] !== undefined && { example: accused[0], truth: accused }),
      })),
    );
  },
});

const rateOf = ({ flagged, reviews }: { flagged: number; reviews: number }) =>
  reviews === 0 ? 0 : flagged / reviews;
