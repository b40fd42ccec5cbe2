import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const costCompared = defineCheck({
  id: "C12.4-cost-compared",
  item: "C12.4",
  level: "excellence",
  observation: "form",
  weight: 1,
  title: {
    fr: "Le coût d'entraînement est mesuré avant et après",
    en: "The cost of training is measured before and after",
  },
  why: {
    fr: "La sobriété se prouve par une comparaison : le même échantillon, deux entraînements, deux coûts.",
    en: "Frugality is shown by a comparison: the same sample, two trainings, two costs.",
  },
  hints: [
    {
      fr: "Le fichier de model.runs peut porter cpuSeconds à chaque ligne.",
      en: "The file of model.runs may carry cpuSeconds on each line.",
    },
    {
      fr: "Notez cpuSeconds pour l'entraînement choisi et pour au moins un autre, sur le même échantillon.",
      en: "Record cpuSeconds of the chosen training and of at least one other, on the same sample.",
    },
  ],
  section: "c12",
  reads: ["trainings"],
  needs: ["C12.4-frugal"],
  judge({ trainings: { runs, file } }) {
    const chosen = runs.find((run) => run.chosen);
    const others = runs.filter(
      (run) => !run.chosen && run.sample === chosen?.sample && (run.cpuSeconds ?? 0) > 0,
    );
    const cost = chosen?.cpuSeconds ?? 0;
    // A training that costs more must give more.
    const worth = others.some((run) => cost < (run.cpuSeconds ?? 0) || (chosen?.prAuc ?? 0) > run.prAuc);
    return findPass(cost > 0 && worth, [
      {
        expected: {
          fr: "cpuSeconds de l'entraînement choisi et d'un autre, sur le même échantillon ; le choisi coûte moins ou vaut mieux",
          en: "cpuSeconds of the chosen training and of another, on the same sample; the chosen one costs less or is better",
        },
        actual: {
          fr: `${runs.length} entraînements notés, ${others.length} comparables`,
          en: `${runs.length} trainings on record, ${others.length} comparable`,
        },
        where: file ?? "submission.yaml: model.runs",
      },
    ]);
  },
});
