// C12: artificial intelligence.
import type { PackCompetence } from "../pack.ts";

export const C12: PackCompetence = {
  id: "C12",
  title: {
    fr: "Développer un modèle d'apprentissage sobre et éthique",
    en: "Develop a frugal and ethical learning model",
  },
  reference: { fr: "Bloc 2, activité A8, compétence C12", en: "Block 2, activity A8, competence C12" },
  items: [
    {
      id: "C12.1",
      title: {
        fr: "Le choix du type de modèle répond au besoin",
        en: "The choice of the type of model answers the need",
      },
      reference: { fr: "C12, 1er critère", en: "C12, 1st criterion" },
      weight: 1,
      machine: 0,
      looksAt: {
        fr: "L'argument entre apprentissage supervisé, non supervisé et par renforcement, au vu des étiquettes partielles et du coût d'une accusation à tort.",
        en: "The argument between supervised, unsupervised and reinforcement learning, given partial labels and the cost of a false accusation.",
      },
      grid: [
        { fr: "Aucun argument.", en: "No argument." },
        {
          fr: "Un modèle est choisi parce qu'il est courant.",
          en: "A model is chosen because it is common.",
        },
        {
          fr: "Le type d'apprentissage est justifié ; le modèle lui-même ne l'est pas.",
          en: "The type of learning is justified; the model itself is not.",
        },
        {
          fr: "Type et modèle répondent au besoin, aux étiquettes disponibles et au coût des erreurs, face à un modèle simple.",
          en: "Type and model answer the need, the labels at hand and the cost of errors, against a simple model.",
        },
        {
          fr: "De plus, l'explication due à une personne signalée à tort a pesé dans le choix.",
          en: "Moreover, the explanation owed to someone wrongly flagged has weighed in the choice.",
        },
      ],
    },
    {
      id: "C12.2",
      title: { fr: "Le langage est maîtrisé", en: "The language is mastered" },
      reference: { fr: "C12, 2e critère", en: "C12, 2nd criterion" },
      weight: 1,
      machine: 0.25,
      looksAt: {
        fr: "Le code de l'apprentissage : noms, découpage, erreurs traitées, absence de copies, usage de la langue comme ses praticiens.",
        en: "The training code: names, structure, errors dealt with, no copies, the language used as its practitioners do.",
      },
      grid: [
        { fr: "Pas de code, ou un code qui ne s'exécute pas.", en: "No code, or code that does not run." },
        {
          fr: "Un bloc unique, copié par endroits, que l'auteur ne pourrait modifier sans risque.",
          en: "A single block, copied in places, which its author could not safely change.",
        },
        {
          fr: "Des fonctions nommées ; répétitions, erreurs avalées ou variables globales.",
          en: "Named functions; repetition, swallowed errors or global variables.",
        },
        {
          fr: "Code clair, découpé, typé ou documenté là où il le faut, testé.",
          en: "Clear, structured code, typed or documented where needed, tested.",
        },
        {
          fr: "De plus, les tournures du langage sont employées à bon escient et un tiers pourrait l'étendre.",
          en: "Moreover, the language's idioms are used with judgement, and someone else could extend it.",
        },
      ],
    },
    {
      id: "C12.3",
      title: { fr: "Les bibliothèques adaptées sont employées", en: "Fitting frameworks are used" },
      reference: { fr: "C12, 3e critère", en: "C12, 3rd criterion" },
      weight: 1,
      machine: 1,
      looksAt: {
        fr: "Pour un entraînement que le contrôle ne peut lancer : la bibliothèque, sa version, son usage dans le code.",
        en: "For a training that checks cannot run: the framework, its version, its use in the code.",
      },
      grid: [
        { fr: "Aucune bibliothèque d'apprentissage n'est employée.", en: "No learning framework is used." },
        {
          fr: "Une bibliothèque est installée, mais le modèle n'en vient pas.",
          en: "A framework is installed, but the model does not come from it.",
        },
        {
          fr: "Employée pour l'entraînement ; préparation et évaluation refaites à la main.",
          en: "Used for training; preparation and evaluation rewritten by hand.",
        },
        {
          fr: "Préparation, entraînement et évaluation par la bibliothèque, version fixée.",
          en: "Preparation, training and evaluation by the framework, its version fixed.",
        },
        {
          fr: "De plus, l'ensemble forme une chaîne enregistrée et rechargée telle quelle pour prédire.",
          en: "Moreover, all is one pipeline, saved and loaded as it is to predict.",
        },
      ],
    },
    {
      id: "C12.4",
      title: { fr: "Le modèle est sobre et reste efficace", en: "The model is frugal and still works" },
      reference: { fr: "C12, 4e critère", en: "C12, 4th criterion" },
      weight: 1,
      machine: 1,
      looksAt: {
        fr: "Pour un entraînement que le contrôle ne peut mesurer : le relevé des ressources avant et après, à qualité égale.",
        en: "For a training that checks cannot measure: resources before and after, at equal quality.",
      },
      grid: [
        { fr: "Les ressources ne sont pas évoquées.", en: "Resources are not mentioned." },
        {
          fr: "Un temps d'entraînement est cité, sans comparaison.",
          en: "A training time is cited, without comparison.",
        },
        {
          fr: "Une comparaison existe, sans tenir compte de la qualité obtenue.",
          en: "There is a comparison, regardless of the quality reached.",
        },
        {
          fr: "Temps, mémoire et taille comparés à un modèle simple, à qualité égale ou gain justifié.",
          en: "Time, memory and size compared with a simple model, at equal quality or with a gain that justifies them.",
        },
        {
          fr: "De plus, une optimisation est mesurée avant et après, et la plus sobre des solutions suffisantes est retenue.",
          en: "Moreover, an optimisation is measured before and after, and the most frugal sufficient solution is kept.",
        },
      ],
    },
    {
      id: "C12.5",
      title: {
        fr: "La performance est démontrée sur un échantillon de test et rapportée au besoin",
        en: "Performance is shown on a test sample and held against the need",
      },
      reference: { fr: "C12, 5e critère", en: "C12, 5th criterion" },
      weight: 2,
      machine: 0.7,
      looksAt: {
        fr: "La pertinence du résultat pour l'association : erreurs lues une à une, coût des accusations à tort, équité entre groupes.",
        en: "What the result is worth to the association: errors read one by one, the cost of false accusations, fairness between groups.",
      },
      grid: [
        {
          fr: "Aucune évaluation, ou sur les données d'entraînement.",
          en: "No evaluation, or one on the training data.",
        },
        {
          fr: "Un chiffre d'exactitude seul, que le déséquilibre des classes rend trompeur.",
          en: "Accuracy alone, which imbalance makes misleading.",
        },
        {
          fr: "Mesures adaptées sur un échantillon mis à part ; rien sur ce qu'elles signifient pour l'association.",
          en: "Fitting measures on a held-out sample; nothing on what they mean for the association.",
        },
        {
          fr: "Mesures, seuil et erreurs discutés au regard du besoin, avec le sort des personnes signalées à tort.",
          en: "Measures, threshold and errors discussed in view of the need, with what happens to those wrongly flagged.",
        },
        {
          fr: "De plus, l'incertitude et l'équité entre groupes sont mesurées, et les limites d'emploi sont écrites pour le client.",
          en: "Moreover, uncertainty and fairness between groups are measured, and limits of use are written for the client.",
        },
      ],
    },
    {
      id: "C12.6",
      title: {
        fr: "Des optimisations du modèle sont proposées",
        en: "Optimisations of the model are proposed",
      },
      reference: { fr: "C12, 6e critère", en: "C12, 6th criterion" },
      weight: 1,
      machine: 0.4,
      looksAt: {
        fr: "Les pistes proposées et leur argument, au vu des performances obtenues et de l'architecture.",
        en: "The proposals and their argument, in view of the performance reached and of the architecture.",
      },
      grid: [
        { fr: "Aucune proposition.", en: "No proposal." },
        { fr: "Des pistes générales (« plus de données »).", en: 'General proposals ("more data").' },
        {
          fr: "Une piste précise, sans estimation de son effet.",
          en: "One precise proposal, its effect not estimated.",
        },
        {
          fr: "Plusieurs pistes tirées des erreurs observées, avec effet attendu et coût pour l'architecture.",
          en: "Several proposals drawn from the errors seen, with the effect expected and the cost to the architecture.",
        },
        {
          fr: "De plus, une au moins a été essayée, comparée au modèle retenu et le choix est conclu.",
          en: "Moreover, at least one has been tried and compared with the model kept, and the choice is concluded.",
        },
      ],
    },
  ],
};
