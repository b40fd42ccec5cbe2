import { defineCheck, type Finding } from "../../check.ts";

export const trainingsCompared = defineCheck({
  id: "C12.6-trainings-compared",
  item: "C12.6",
  level: "excellence",
  observation: "form",
  weight: 1,
  title: {
    fr: "Au moins deux entraînements sont comparés sur le même échantillon",
    en: "At least two trainings are compared on the same sample",
  },
  why: {
    fr: "Une optimisation se mesure : comparer deux scores obtenus sur des échantillons différents ne dit rien.",
    en: "An optimisation is measured: two scores on different samples say nothing.",
  },
  hints: [
    {
      fr: "Voyez model.runs : un objet JSON par ligne, un entraînement par objet.",
      en: "See model.runs: one JSON object a line, one training each.",
    },
    {
      fr: "Même valeur de sample, graine notée, un seul chosen: true, qui n'est pas moins bon sans raison de coût.",
      en: "The same value of sample, the seed recorded, one chosen: true, no worse unless it costs less.",
    },
  ],
  section: "c12",
  reads: ["trainings"],
  needs: [],
  judge({ trainings: { runs, file, wrongLines, firstWrong } }): Finding {
    const chosen = runs.filter((run) => run.chosen);
    const rivals = runs.filter((run) => !run.chosen && run.sample === chosen[0]?.sample);
    const reasoned = rivals.every(
      (run) =>
        run.prAuc <= (chosen[0]?.prAuc ?? 0) ||
        (chosen[0]?.cpuSeconds ?? Infinity) < (run.cpuSeconds ?? -Infinity),
    );
    const share = chosen.length !== 1 || rivals.length === 0 ? 0 : reasoned && wrongLines === 0 ? 1 : 0.5;
    return {
      outcome: share === 1 ? "passed" : share > 0 ? "partial" : "failed",
      share,
      evidence: [
        {
          expected: {
            fr: "un entraînement choisi, au moins un autre sur le même échantillon, le choisi le meilleur ou moins coûteux",
            en: "one training chosen, at least one other on the same sample, the chosen one the best or cheaper",
          },
          actual: {
            fr: `${runs.length} entraînements, ${chosen.length} choisi(s), ${rivals.length} comparable(s), ${wrongLines} ligne(s) illisible(s)`,
            en: `${runs.length} trainings, ${chosen.length} chosen, ${rivals.length} comparable, ${wrongLines} unreadable lines`,
          },
          where: file ?? "submission.yaml: model.runs",
          ...(firstWrong !== null && { example: firstWrong }),
        },
      ],
    };
  },
});
