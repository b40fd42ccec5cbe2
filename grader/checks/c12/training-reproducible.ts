import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const trainingReproducible = defineCheck({
  id: "C12.6-training-reproducible",
  item: "C12.6",
  level: "excellence",
  observation: "reaction",
  weight: 2,
  title: {
    fr: "Le même entraînement redonne le même modèle",
    en: "The same training gives the same model again",
  },
  why: {
    fr: "Sans graine fixée, un gain d'un essai à l'autre peut n'être que du hasard.",
    en: "Without a fixed seed, a gain from one trial to the next may be luck alone.",
  },
  hints: [
    {
      fr: "Lancez `train` puis `predict` deux fois de suite et comparez les scores.",
      en: "Run `train` and `predict` twice and compare the scores.",
    },
    {
      fr: "Fixez toutes les graines et triez les lignes lues : l'ordre d'une requête sans ORDER BY n'est pas garanti.",
      en: "Fix all seeds and sort the rows you read: a query without ORDER BY promises no order.",
    },
  ],
  section: "c12",
  reads: ["foresight"],
  needs: ["C12.5-better-than-baselines"],
  judge({ foresight: { again } }) {
    const { reviews, different, distinctScores, example } = again;
    // The same score for everything is reproduced without any training.
    const same = reviews === 0 || distinctScores < 2 ? 0 : 1 - different / reviews;
    // One in a hundred at the threshold is the machine's arithmetic.
    return findShare(same >= 0.99 ? 1 : same >= 0.9 ? 0.5 : 0, [
      {
        expected: {
          fr: `les mêmes scores pour ${reviews} avis`,
          en: `the same scores for ${reviews} reviews`,
        },
        actual: { fr: `${different} diffèrent`, en: `${different} differ` },
        where: "train, predict",
        ...(example !== null && { example }),
      },
    ]);
  },
});
