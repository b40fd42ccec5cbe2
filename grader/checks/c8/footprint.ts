import { findShare } from "../../bands.ts";
import { defineCheck, type Seen } from "../../check.ts";
import type { Told } from "../../told.ts";

/** Below so many answers nothing can be told. */
const LEAST = 20;

type Footprint = Seen<"footprint">["footprint"];
type Measure = Footprint["claimed"][number];

export const footprint = defineCheck({
  id: "C8.2.a-claims",
  item: "C8.2.a",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Les mesures de sobriété déclarées sont observées",
    en: "The declared measures that limit the footprint are observed",
  },
  why: {
    fr: "Ce qui n'est ni demandé ni transporté ni gardé ne consomme rien.",
    en: "What is neither asked for, nor carried, nor kept consumes nothing.",
  },
  hints: [
    {
      fr: "Relisez `footprint` dans submission.yaml ; le journal de la source du kit montre vos requêtes.",
      en: "Read `footprint` in submission.yaml again; the log of the kit's source shows your requests.",
    },
    {
      fr: "If-None-Match ou If-Modified-Since à la seconde visite, Accept-Encoding: gzip, un document une seule fois par passage, la purge des corps trop vieux.",
      en: "If-None-Match or If-Modified-Since on the second visit, Accept-Encoding: gzip, a document once a pass, bodies purged when too old.",
    },
  ],
  section: "c8",
  reads: ["footprint"],
  needs: [],
  judge({ footprint: seen }) {
    const judged = seen.claimed.map((measure) => ({ measure, ...look(measure, seen) }));
    const right = judged.filter(({ holds }) => holds);
    return findShare(
      judged.length === 0 ? 0 : right.length / judged.length,
      judged.length === 0
        ? [
            {
              expected: { fr: "au moins une mesure déclarée", en: "at least one declared measure" },
              actual: { fr: "aucune", en: "none" },
              where: "submission.yaml: footprint",
            },
          ]
        : judged
            .toSorted((one, other) => Number(one.holds) - Number(other.holds))
            .map(({ measure, actual }) => ({
              expected: { fr: `${measure}, observé`, en: `${measure}, observed` },
              actual,
              where: "submission.yaml: footprint",
              example: measure,
            })),
    );
  },
});

function look(
  measure: Measure,
  { compression, caching, revisits, retention }: Footprint,
): { holds: boolean; actual: Told } {
  switch (measure) {
    case "compression":
      return {
        holds: compression.answers >= LEAST && compression.compressed * 2 >= compression.answers,
        actual: {
          fr: `${compression.compressed} réponses compressées sur ${compression.answers}`,
          en: `${compression.compressed} compressed answers of ${compression.answers}`,
        },
      };
    case "caching":
      return {
        holds: caching.documents >= LEAST && caching.fetchedAgain * 20 <= caching.documents,
        actual: {
          fr: `${caching.fetchedAgain} documents sur ${caching.documents} lus deux fois en un passage`,
          en: `${caching.fetchedAgain} documents of ${caching.documents} read twice in one pass`,
        },
      };
    case "conditional-requests":
      return {
        holds: revisits.conditional > 0 && revisits.conditional * 2 >= revisits.requests,
        actual: {
          fr: `${revisits.conditional} relectures conditionnelles sur ${revisits.requests}`,
          en: `${revisits.conditional} conditional visits of ${revisits.requests}`,
        },
      };
    // Retention.
    default:
      return {
        holds: retention !== null && retention.young > 0 && retention.old < retention.young,
        actual: retention
          ? {
              fr: `${retention.young} enregistrements bruts récents, ${retention.old} une fois trop vieux`,
              en: `${retention.young} raw records while young, ${retention.old} once too old`,
            }
          : { fr: "rien ne le montre", en: "nothing shows it" },
      };
  }
}
