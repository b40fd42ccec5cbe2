import { defineCheck } from "../../check.ts";

/** Of what was there: a little may come and go with what runs. */
const KEPT = 0.98;
const GONE = 0.02;
/** Where records stay as pointers without their bodies, most of the bytes are gone. */
const EMPTIED = 0.4;

export const retention = defineCheck({
  id: "C6.2-retention",
  item: "C6.2",
  level: "socle",
  observation: "reaction",
  weight: 2,
  title: {
    fr: "La couche brute n'est pas gardée plus longtemps que prévu",
    en: "The raw layer is kept no longer than stated",
  },
  why: {
    fr: "Une durée de conservation écrite que rien n'applique n'est pas une durée de conservation.",
    en: "A stated period of retention that nothing enforces is none.",
  },
  hints: [
    {
      fr: "« erase » reçoit l'instant présent dans NOW.",
      en: "`erase` is given the present instant in NOW.",
    },
    {
      fr: "Supprimez les corps bruts collectés plus de 90 jours avant NOW ; rien d'autre.",
      en: "Delete raw bodies that were collected more than 90 days before NOW; nothing else.",
    },
  ],
  section: "law",
  reads: ["retention"],
  needs: [],
  judge({ retention: { before, young, old, days } }) {
    const known = before.rawRecords > 0 && before.rows > 0;
    const keepsYoung =
      young.rawRecords >= before.rawRecords * KEPT && young.rawBytes >= before.rawBytes * KEPT;
    const dropsOld = old.rawRecords <= before.rawRecords * GONE || old.rawBytes <= before.rawBytes * EMPTIED;
    const keepsRows = Math.min(young.rows, old.rows) >= before.rows * KEPT;
    const passed = known && keepsYoung && dropsOld && keepsRows;
    const counts = [before, young, old].map((one) => one.rawRecords).join(" → ");
    const rows = [before, young, old].map((one) => one.rows).join(" → ");
    return {
      outcome: passed ? "passed" : "failed",
      share: passed ? 1 : 0,
      evidence: [
        {
          expected: {
            fr: `avant, le lendemain, ${days} jours après : la couche brute entière, entière, vide ; les vues inchangées`,
            en: `before, the day after, ${days} days later: the raw layer whole, whole, empty; views unchanged`,
          },
          actual: {
            fr: `couche brute : ${counts} ; lignes des vues : ${rows}`,
            en: `raw layer: ${counts}; rows of the views: ${rows}`,
          },
          where: "erase",
        },
      ],
    };
  },
});
