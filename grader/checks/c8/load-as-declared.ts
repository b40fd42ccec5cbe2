import { findPass } from "../../bands.ts";
import { defineCheck, type Evidence, type Seen } from "../../check.ts";
import type { Told } from "../../told.ts";

/** Of rows that were there: what a full load leaves as it was at most, and an incremental one at least. */
const FULL_LEAVES = 0.5;
const INCREMENTAL_LEAVES = 0.8;
const LEAST_FOUND = 0.995;

const METHODS: Readonly<Record<"full" | "incremental" | "stream", Told>> = {
  full: { fr: "tout est remplacé", en: "all is replaced" },
  incremental: { fr: "ce qui est nouveau s'ajoute", en: "what is new is added" },
  stream: { fr: "ce qui arrive s'ajoute", en: "what arrives is added" },
};

export const loadAsDeclared = defineCheck({
  id: "C8.1.d-declared",
  item: "C8.1.d",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Un second chargement fait ce que `loading` déclare, et apporte ce qui est nouveau",
    en: "A second load does what `loading` declares, and brings what is new",
  },
  why: {
    fr: "Qui exploite la base doit savoir si un chargement récrit tout ou ajoute.",
    en: "Whoever runs the base must know whether a load writes everything anew or adds.",
  },
  hints: [
    {
      fr: "Comparez les xmin de vos tables avant et après un second `load`.",
      en: "Compare the xmin of your tables before and after a second `load`.",
    },
    {
      fr: "full : les lignes sont récrites (DELETE ou UPDATE de toutes). incremental ou stream : les anciennes ne bougent pas (ON CONFLICT … WHERE la version est plus récente).",
      en: "full: rows are written anew (all deleted or updated). incremental or stream: old ones do not move (ON CONFLICT … WHERE the version is newer).",
    },
  ],
  section: "c8",
  reads: ["rerun"],
  needs: ["C8.1.d-again"],
  judge({ rerun }) {
    const { declared, again, grown } = rerun;
    if (declared === null) {
      return findPass(false, [
        {
          expected: { fr: "full, incremental ou stream", en: "full, incremental or stream" },
          actual: { fr: "rien n'est déclaré", en: "nothing is declared" },
          where: "submission.yaml: loading",
        },
      ]);
    }
    if (again.physical === null) {
      // An engine that shows no versions of rows: people look.
      return again.views.some(({ before }) => before > 0)
        ? { outcome: "jury", share: 0, evidence: [] }
        : findPass(false, []);
    }
    const { before, untouched } = again.physical;
    const left = before === 0 ? Number.NaN : untouched / before;
    const isAsDeclared = declared === "full" ? left <= FULL_LEAVES : left >= INCREMENTAL_LEAVES;
    return findPass(isAsDeclared && bringsNew(grown), [
      {
        expected: { fr: `${declared} : ${METHODS[declared].fr}`, en: `${declared}: ${METHODS[declared].en}` },
        actual: {
          fr: `${untouched} lignes sur ${before} laissées telles quelles`,
          en: `${untouched} rows of ${before} left as they were`,
        },
        where: "load",
      },
      ...(grown ? [describeGrowth(grown)] : []),
    ]);
  },
});

type Grown = Seen<"rerun">["rerun"]["grown"];

/** Not looked at where raw records were supplied: those do not grow. */
function bringsNew(grown: Grown): boolean {
  if (grown === null) return true;
  return (
    grown.gained > 0 && grown.found / grown.gained >= LEAST_FOUND && grown.twice === 0 && grown.code === 0
  );
}

const describeGrowth = ({ gained, found, twice, code, example }: NonNullable<Grown>): Evidence => ({
  expected: {
    fr: `après un changement des sources, ${gained} lignes nouvelles`,
    en: `after the sources have changed, ${gained} new rows`,
  },
  actual: {
    fr: `${found} trouvées, ${twice} clés en double, code ${code}`,
    en: `${found} found, ${twice} keys twice, code ${code}`,
  },
  where: "lab",
  ...(example !== null && { example }),
});
