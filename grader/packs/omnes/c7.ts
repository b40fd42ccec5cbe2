// C7: storage.
import type { PackCompetence } from "../pack.ts";

export const C7: PackCompetence = {
  id: "C7",
  title: {
    fr: "Construire des bases relationnelles et non relationnelles",
    en: "Build relational and non-relational stores",
  },
  reference: { fr: "Bloc 2, activité A4, compétence C7", en: "Block 2, activity A4, competence C7" },
  items: [
    {
      id: "C7.1",
      title: {
        fr: "Les tables SQL sont structurées et le code fonctionne",
        en: "SQL tables are structured and the code works",
      },
      reference: { fr: "C7, 1er critère", en: "C7, 1st criterion" },
      weight: 1,
      machine: 0.8,
      looksAt: {
        fr: "Le modèle relationnel : entités, clés, cardinalités, normalisation, ce que chaque contrainte protège.",
        en: "The relational model: entities, keys, cardinalities, normal form, what each constraint protects.",
      },
      grid: [
        {
          fr: "Pas de modèle : une table fourre-tout, ou aucune.",
          en: "No model: one catch-all table, or none.",
        },
        {
          fr: "Des tables séparées, mais sans clés ni liens ; les mêmes données s'y répètent.",
          en: "Separate tables, but neither keys nor links; the same data are repeated.",
        },
        {
          fr: "Clés et liens présents ; types approximatifs (montants en flottants, dates en texte) ou redondances non expliquées.",
          en: "Keys and links are there; loose types (money as floats, dates as text) or redundancy left unexplained.",
        },
        {
          fr: "Modèle normalisé, types justes, contraintes qui disent les règles du métier.",
          en: "A normalised model, right types, constraints that state the rules of the business.",
        },
        {
          fr: "De plus, chaque écart à la forme normale, chaque index et l'historisation sont justifiés par un usage.",
          en: "Moreover, each departure from normal form, each index and the keeping of history is justified by a use.",
        },
      ],
    },
    {
      id: "C7.2",
      title: { fr: "Un stockage NoSQL réparti est en place", en: "A distributed NoSQL store is in place" },
      reference: { fr: "C7, 2e critère", en: "C7, 2nd criterion" },
      weight: 1,
      machine: 0.7,
      looksAt: {
        fr: "Pourquoi ce moteur pour ces données ; comment il se répartirait (répliques, partitions, clé de partition) quand le volume croît.",
        en: "Why this engine for these data; how it would be distributed (replicas, partitions, partition key) as volume grows.",
      },
      grid: [
        {
          fr: "Aucun stockage NoSQL, ou un moteur démarré sans données.",
          en: "No NoSQL store, or an engine that runs empty.",
        },
        {
          fr: "Un moteur contient des données, qu'une table relationnelle porterait aussi bien ; aucun argument.",
          en: "An engine holds data that a relational table would hold as well; no argument.",
        },
        {
          fr: "Le choix est argumenté par la forme des données ; la répartition n'est pas abordée.",
          en: "The choice is argued from the form of the data; distribution is not addressed.",
        },
        {
          fr: "Chaque moteur sert à ce qu'il fait bien ; répliques, partitions et clé de partition sont décrites et adaptées aux volumes du dossier.",
          en: "Each engine does what it is good at; replicas, partitions and the partition key are described and fit the dossier's volumes.",
        },
        {
          fr: "De plus, la répartition est montrée à l'œuvre (perte d'un nœud, relevé de la charge par partition), avec ses limites.",
          en: "Moreover, distribution is shown at work (loss of a node, load per partition), with its limits.",
        },
      ],
    },
    {
      id: "C7.3",
      title: { fr: "Les bases sont protégées", en: "Stores are protected" },
      reference: { fr: "C7, 3e critère", en: "C7, 3rd criterion" },
      weight: 1,
      machine: 1,
      looksAt: {
        fr: "Pour un moteur que le contrôle ne peut interroger : comptes, droits, mots de passe, ports ouverts.",
        en: "For an engine that checks cannot ask: accounts, rights, passwords, open ports.",
      },
      grid: [
        { fr: "Accès anonyme, ou mot de passe d'usine.", en: "Anonymous access, or the stock password." },
        {
          fr: "Un mot de passe propre, mais un seul compte qui peut tout.",
          en: "A password of its own, but one account that may do everything.",
        },
        {
          fr: "Lecture et écriture séparées ; des secrets traînent encore dans le dépôt ou les ports sont ouverts à tous.",
          en: "Reading and writing are separate; secrets still lie in the repository, or ports are open to all.",
        },
        {
          fr: "Un compte par usage, droits au plus juste, secrets hors du dépôt, rien d'exposé sans besoin.",
          en: "One account per use, least rights, secrets outside the repository, nothing exposed without need.",
        },
        {
          fr: "De plus, les secrets se changent sans toucher au code et les accès laissent une trace.",
          en: "Moreover, secrets are changed without touching code, and access leaves a trace.",
        },
      ],
    },
    {
      id: "C7.4",
      title: { fr: "La base est chargée", en: "The base is loaded" },
      reference: { fr: "C7, 4e critère", en: "C7, 4th criterion" },
      weight: 1,
      machine: 1,
      looksAt: {
        fr: "Pour un moteur que le contrôle ne peut interroger : les comptes par entité, avant et après, et leurs écarts expliqués.",
        en: "For an engine that checks cannot ask: counts per entity, before and after, with differences explained.",
      },
      grid: [
        { fr: "Rien n'est chargé, ou rien ne le montre.", en: "Nothing is loaded, or nothing shows it." },
        {
          fr: "Une partie des entités est là ; doublons ou trous visibles.",
          en: "Some entities are there; duplicates or gaps can be seen.",
        },
        {
          fr: "Toutes les entités sont là, avec des écarts aux sources qui ne sont pas expliqués.",
          en: "All entities are there, with differences from the sources left unexplained.",
        },
        {
          fr: "Comptes égaux aux sources, écarts expliqués un à un, ni doublon ni orphelin.",
          en: "Counts equal the sources, differences explained one by one, neither duplicates nor orphans.",
        },
        {
          fr: "De plus, un rapprochement automatique le vérifie à chaque chargement.",
          en: "Moreover, an automatic reconciliation verifies it at every load.",
        },
      ],
    },
    {
      id: "C7.5",
      title: { fr: "La base répond aux questions du projet", en: "The base answers the project's questions" },
      reference: { fr: "C7, 5e critère", en: "C7, 5th criterion" },
      weight: 1,
      machine: 1,
      looksAt: {
        fr: "Pour un moteur que le contrôle ne peut interroger : les requêtes, leurs paramètres et leurs réponses.",
        en: "For an engine that checks cannot ask: the queries, their parameters and their answers.",
      },
      grid: [
        { fr: "Aucune requête, ou aucune qui s'exécute.", en: "No query, or none that runs." },
        {
          fr: "Des requêtes d'exemple, sans rapport avec les questions posées.",
          en: "Sample queries, unrelated to the questions asked.",
        },
        {
          fr: "La moitié environ des questions reçoit une réponse juste.",
          en: "About half of the questions are answered rightly.",
        },
        {
          fr: "Toutes les questions ont leur requête paramétrée, et les réponses sont justes.",
          en: "Every question has its query with parameters, and answers are right.",
        },
        {
          fr: "De plus, les plans d'exécution sont lus et les index posés en conséquence.",
          en: "Moreover, execution plans have been read and indexes follow from them.",
        },
      ],
    },
  ],
};
