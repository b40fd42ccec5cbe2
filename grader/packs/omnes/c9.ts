// C9: transformation.
import type { PackCompetence } from "../pack.ts";

export const C9: PackCompetence = {
  id: "C9",
  title: { fr: "Transformer les données pour l'analyse", en: "Transform data for analysis" },
  reference: { fr: "Bloc 2, activité A6, compétence C9", en: "Block 2, activity A6, competence C9" },
  items: [
    {
      id: "C9.1",
      title: {
        fr: "Les transformations rendent les données exploitables",
        en: "Transformations make the data usable",
      },
      reference: { fr: "C9, 1er critère", en: "C9, 1st criterion" },
      weight: 2,
      machine: 1,
      looksAt: {
        fr: "Pour un moteur que le contrôle ne peut interroger : un échantillon avant et après, défaut par défaut.",
        en: "For an engine that checks cannot ask: a sample before and after, defect by defect.",
      },
      grid: [
        { fr: "Les données restent telles que collectées.", en: "Data stay as they were collected." },
        {
          fr: "Quelques formats sont repris ; doublons, jointures et valeurs manquantes ne le sont pas.",
          en: "Some formats are put right; duplicates, joins and missing values are not.",
        },
        {
          fr: "Formats et jointures justes ; le dédoublonnage fusionne trop ou trop peu.",
          en: "Formats and joins are right; deduplication merges too much or too little.",
        },
        {
          fr: "Formats, unités, encodages, jointures et dédoublonnage justes, selon la règle de survie du dossier.",
          en: "Formats, units, encodings, joins and deduplication are right, by the dossier's survivorship rule.",
        },
        {
          fr: "De plus, chaque valeur corrigée garde la trace de son origine et de la règle appliquée.",
          en: "Moreover, each corrected value keeps a trace of its origin and the rule applied.",
        },
      ],
    },
    {
      id: "C9.2",
      title: {
        fr: "Des requêtes vérifient l'intégrité et la qualité",
        en: "Queries verify integrity and quality",
      },
      reference: { fr: "C9, 2e critère", en: "C9, 2nd criterion" },
      weight: 1,
      machine: 1,
      looksAt: {
        fr: "Pour un moteur que le contrôle ne peut interroger : les requêtes de contrôle et leurs résultats sur un chargement sain et sur un chargement altéré.",
        en: "For an engine that checks cannot ask: the control queries and their results on a clean and on a damaged load.",
      },
      grid: [
        { fr: "Aucune requête de contrôle.", en: "No control query." },
        { fr: "Des comptages, sans valeur attendue.", en: "Counts, without an expected value." },
        {
          fr: "Quelques règles sont vérifiées ; un chargement altéré passe souvent inaperçu.",
          en: "Some rules are verified; a damaged load often goes unnoticed.",
        },
        {
          fr: "Chaque transformation a sa requête, qui se tait sur un chargement sain et nomme les lignes en défaut sinon.",
          en: "Each transformation has its query, silent on a clean load and naming the faulty rows otherwise.",
        },
        {
          fr: "De plus, l'historique des résultats est gardé et les seuils en sont tirés.",
          en: "Moreover, the history of results is kept, and thresholds come from it.",
        },
      ],
    },
  ],
};
