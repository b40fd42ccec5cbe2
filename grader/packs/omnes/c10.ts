// C10: visualisation.
import type { PackCompetence } from "../pack.ts";

export const C10: PackCompetence = {
  id: "C10",
  title: { fr: "Analyser et montrer la qualité des données", en: "Analyse and show the quality of data" },
  reference: { fr: "Bloc 2, activité A6, compétence C10", en: "Block 2, activity A6, competence C10" },
  items: [
    {
      id: "C10.1",
      title: {
        fr: "Une visualisation montre la qualité et les écarts à corriger",
        en: "A visualisation shows quality and the gaps to close",
      },
      reference: { fr: "C10, 1er critère", en: "C10, 1st criterion" },
      weight: 1,
      machine: 0.8,
      looksAt: {
        fr: "La page, ou le fichier de l'outil avec ses captures avant et après : peut-on décider, en la lisant, quelle transformation corriger ?",
        en: "The page, or the tool's file with its captures before and after: can one decide from it which transformation to correct?",
      },
      grid: [
        {
          fr: "Pas de visualisation, ou des chiffres inventés.",
          en: "No visualisation, or made-up figures.",
        },
        {
          fr: "Des graphiques du métier, rien sur la qualité des données.",
          en: "Charts of the business, nothing on the quality of data.",
        },
        {
          fr: "Des indicateurs de qualité, sans valeur attendue ni écart.",
          en: "Quality figures, without an expected value or a gap.",
        },
        {
          fr: "Qualité et intégrité par source et par règle, avec l'attendu, l'écart et son évolution.",
          en: "Quality and integrity by source and by rule, with what was expected, the gap and its course.",
        },
        {
          fr: "De plus, on remonte d'un écart à des lignes d'exemple et à la transformation en cause.",
          en: "Moreover, a gap leads to sample rows and to the transformation at fault.",
        },
      ],
    },
    {
      id: "C10.2",
      title: {
        fr: "Le choix de l'outil de visualisation est justifié",
        en: "The choice of the visualisation tool is justified",
      },
      reference: { fr: "C10, 2e critère", en: "C10, 2nd criterion" },
      weight: 1,
      machine: 0,
      looksAt: {
        fr: "Le lien entre les types de données, les lecteurs et l'outil choisi.",
        en: "The link between types of data, readers and the tool chosen.",
      },
      grid: [
        { fr: "Aucune justification.", en: "No justification." },
        {
          fr: "L'outil est dit « connu » ou « puissant », sans plus.",
          en: 'The tool is called "known" or "powerful", no more.',
        },
        {
          fr: "Un argument tient à l'outil (prix, licence, prise en main), aucun aux données à montrer.",
          en: "An argument from the tool (price, licence, ease), none from the data to be shown.",
        },
        {
          fr: "Le choix répond aux types de données (séries, répartitions, réseaux) et aux lecteurs, face à un autre outil au moins.",
          en: "The choice answers the types of data (series, distributions, networks) and the readers, against at least one other tool.",
        },
        {
          fr: "De plus, chaque forme de graphique est justifiée, et les limites de l'outil, accessibilité comprise, sont dites.",
          en: "Moreover, each form of chart is justified, and the tool's limits, accessibility included, are stated.",
        },
      ],
    },
    {
      id: "C10.3",
      title: {
        fr: "La visualisation est lisible par le grand public (RGAA)",
        en: "The visualisation can be read by the public (RGAA)",
      },
      reference: { fr: "C10, 3e critère", en: "C10, 3rd criterion" },
      weight: 1,
      machine: 0.6,
      looksAt: {
        fr: "Les mots simples. Sans page web, six points : titres, contrastes, couleur jamais seule, texte de remplacement, tableau équivalent, parcours au clavier ou ordre de lecture.",
        en: "Plain words. Without a web page, six points: titles, contrast, colour never alone, alternative text, an equivalent table, keyboard or reading order.",
      },
      grid: [
        {
          fr: "Illisible pour qui n'est pas du métier ; aucun des six points.",
          en: "Not legible for who is not of the trade; none of the six points.",
        },
        {
          fr: "Sigles et jargon non expliqués ; un ou deux des six points.",
          en: "Acronyms and jargon left unexplained; one or two of the six points.",
        },
        {
          fr: "Compréhensible avec de l'aide ; trois ou quatre des six points.",
          en: "Understandable with help; three or four of the six points.",
        },
        {
          fr: "Mots simples, chaque graphique résumé en une phrase ; cinq points ou plus.",
          en: "Plain words, each chart summed up in a sentence; five points or more.",
        },
        {
          fr: "De plus, essayée par une personne extérieure ou avec un lecteur d'écran, et corrigée en conséquence ; les six points.",
          en: "Moreover, tried by someone from outside or with a screen reader, and corrected accordingly; all six points.",
        },
      ],
    },
  ],
};
